create table alert_mutes ();
alter table alert_mutes add muted_at timestamp with time zone not null; -- plain
alter table alert_mutes add rule text not null; -- plain
alter table alert_mutes add constraint alert_mutes_pkey PRIMARY KEY (rule);
grant delete, insert, select, update on alert_mutes to procura_app;
create table alerts ();
alter table alerts add at timestamp with time zone not null; -- plain
alter table alerts add case_id uuid; -- plain
alter table alerts add entry_id bigint not null; -- plain
alter table alerts add helper_id uuid; -- personal
alter table alerts add id uuid not null; -- plain
alter table alerts add mandate_id uuid; -- plain
alter table alerts add noticed jsonb not null; -- plain
alter table alerts add organisation_id uuid; -- plain
alter table alerts add quiet bigint not null; -- plain
alter table alerts add raised_at timestamp with time zone not null; -- plain
alter table alerts add rule text not null; -- plain
alter table alerts add subject text not null; -- personal
alter table alerts add use_id uuid; -- plain
alter table alerts add constraint alerts_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);
alter table alerts add constraint alerts_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table alerts add constraint alerts_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id);
alter table alerts add constraint alerts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table alerts add constraint alerts_pkey PRIMARY KEY (id);
alter table alerts add constraint alerts_rule_subject_quiet_key UNIQUE (rule, subject, quiet);
alter table alerts add constraint alerts_use_id_fkey FOREIGN KEY (use_id) REFERENCES uses(id);
CREATE INDEX alerts_by_time ON public.alerts USING btree (raised_at DESC);
CREATE INDEX alerts_of_organisation ON public.alerts USING btree (organisation_id, raised_at DESC) WHERE (organisation_id IS NOT NULL);
CREATE INDEX alerts_of_rule ON public.alerts USING btree (rule, raised_at DESC);
grant insert, select, update on alerts to procura_app;
create table application_links ();
alter table application_links add application_id uuid not null; -- plain
alter table application_links add created_at timestamp with time zone not null; -- plain
alter table application_links add expires_at timestamp with time zone not null; -- plain
alter table application_links add redeemed_at timestamp with time zone; -- plain
alter table application_links add token_hash bytea not null; -- secret
alter table application_links add constraint application_links_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id);
alter table application_links add constraint application_links_pkey PRIMARY KEY (token_hash);
CREATE INDEX application_links_by_end ON public.application_links USING btree (expires_at);
grant delete, insert, select, update on application_links to procura_app;
create table application_messages ();
alter table application_messages add application_id uuid not null; -- plain
alter table application_messages add id uuid not null; -- plain
alter table application_messages add kind text not null; -- plain
alter table application_messages add operator_id uuid; -- personal
alter table application_messages add sent_at timestamp with time zone not null; -- plain
alter table application_messages add text bytea not null; -- sealed
alter table application_messages add constraint application_messages_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id);
alter table application_messages add constraint application_messages_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'changes'::text, 'refusal'::text, 'acceptance'::text])));
alter table application_messages add constraint application_messages_operator_id_fkey FOREIGN KEY (operator_id) REFERENCES helpers(id);
alter table application_messages add constraint application_messages_pkey PRIMARY KEY (id);
CREATE INDEX application_messages_in_order ON public.application_messages USING btree (application_id, sent_at);
CREATE TRIGGER who_waits_is_noted AFTER INSERT ON public.application_messages FOR EACH ROW EXECUTE FUNCTION note_who_waits();
grant delete, insert, select, update on application_messages to procura_app;
create table applications ();
alter table applications add address text; -- plain
alter table applications add asked_at timestamp with time zone; -- plain
alter table applications add changed_at timestamp with time zone not null; -- plain
alter table applications add city text; -- plain
alter table applications add created_at timestamp with time zone not null; -- plain
alter table applications add decided_at timestamp with time zone; -- plain
alter table applications add declarations text[] default '{}'::text[] not null; -- plain
alter table applications add email text; -- plain
alter table applications add expires_at timestamp with time zone not null; -- plain
alter table applications add helpers_count integer default 0 not null; -- plain
alter table applications add id uuid not null; -- plain
alter table applications add invited_count integer default 0 not null; -- plain
alter table applications add invites_as uuid; -- personal
alter table applications add kind text; -- plain
alter table applications add language text not null; -- plain
alter table applications add mailbox bytea not null; -- secret
alter table applications add name text; -- plain
alter table applications add opening_hours text; -- plain
alter table applications add organisation_id uuid; -- plain
alter table applications add people bytea; -- sealed
alter table applications add phone text; -- plain
alter table applications add postal_code text; -- plain
alter table applications add renews uuid; -- plain
alter table applications add siret text; -- plain
alter table applications add state text not null; -- plain
alter table applications add subject_ref uuid not null; -- plain
alter table applications add submitted_at timestamp with time zone; -- plain
alter table applications add territory text; -- plain
alter table applications add website text; -- plain
alter table applications add constraint applications_check CHECK (((state = ANY (ARRAY['draft'::text, 'changes_requested'::text, 'lapsed'::text])) OR ((siret IS NOT NULL) AND (name IS NOT NULL) AND (people IS NOT NULL) AND (cardinality(declarations) = 5) AND (submitted_at IS NOT NULL))));
alter table applications add constraint applications_check1 CHECK (((state = 'accepted'::text) = (organisation_id IS NOT NULL)));
alter table applications add constraint applications_check2 CHECK (((state = ANY (ARRAY['accepted'::text, 'refused'::text])) = (decided_at IS NOT NULL)));
alter table applications add constraint applications_check3 CHECK (((invites_as IS NULL) OR (state = 'accepted'::text)));
alter table applications add constraint applications_invited_count_check CHECK ((invited_count >= 0));
alter table applications add constraint applications_invites_as_fkey FOREIGN KEY (invites_as) REFERENCES helpers(id);
alter table applications add constraint applications_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table applications add constraint applications_pkey PRIMARY KEY (id);
alter table applications add constraint applications_renews_fkey FOREIGN KEY (renews) REFERENCES organisations(id);
alter table applications add constraint applications_siret_check CHECK ((siret ~ '^[0-9]{14}$'::text));
alter table applications add constraint applications_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'changes_requested'::text, 'accepted'::text, 'refused'::text, 'lapsed'::text])));
alter table applications add constraint applications_subject_ref_fkey FOREIGN KEY (subject_ref) REFERENCES journal.subject_keys(subject_ref);
alter table applications add constraint applications_subject_ref_key UNIQUE (subject_ref);
CREATE INDEX applications_asking ON public.applications USING btree (asked_at, id) WHERE ((asked_at IS NOT NULL) AND (state <> 'lapsed'::text));
CREATE INDEX applications_by_end ON public.applications USING btree (expires_at) WHERE (state = ANY (ARRAY['draft'::text, 'changes_requested'::text]));
CREATE INDEX applications_in_turn ON public.applications USING btree (state, changed_at, id);
CREATE INDEX applications_inviting ON public.applications USING btree (organisation_id, decided_at) WHERE (invites_as IS NOT NULL);
CREATE INDEX applications_of_mailbox ON public.applications USING btree (mailbox) WHERE (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'changes_requested'::text]));
CREATE INDEX applications_renewed ON public.applications USING btree (renews, created_at DESC) WHERE (renews IS NOT NULL);
CREATE UNIQUE INDEX applications_renewing ON public.applications USING btree (renews) WHERE (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'changes_requested'::text]));
CREATE UNIQUE INDEX applications_underway ON public.applications USING btree (siret, ((renews IS NULL))) WHERE (state = ANY (ARRAY['submitted'::text, 'changes_requested'::text]));
grant delete, insert, select, update on applications to procura_app;
create table case_reminders ();
alter table case_reminders add case_id uuid not null; -- plain
alter table case_reminders add due_at timestamp with time zone not null; -- plain
alter table case_reminders add kind text not null; -- plain
alter table case_reminders add told_at timestamp with time zone not null; -- plain
alter table case_reminders add constraint case_reminders_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);
alter table case_reminders add constraint case_reminders_kind_check CHECK ((kind = ANY (ARRAY['waiting'::text, 'due_soon'::text])));
alter table case_reminders add constraint case_reminders_pkey PRIMARY KEY (case_id, kind, due_at);
grant insert, select on case_reminders to procura_app;
create table case_steps ();
alter table case_steps add act text not null; -- plain
alter table case_steps add actor text not null; -- plain
alter table case_steps add at timestamp with time zone not null; -- plain
alter table case_steps add case_id uuid not null; -- plain
alter table case_steps add id uuid not null; -- plain
alter table case_steps add n integer not null; -- plain
alter table case_steps add outcome text; -- plain
alter table case_steps add staff_id uuid; -- personal
alter table case_steps add words bytea; -- sealed
alter table case_steps add constraint case_steps_actor_check CHECK ((actor = ANY (ARRAY['person'::text, 'manager'::text, 'supervisor'::text, 'service'::text])));
alter table case_steps add constraint case_steps_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);
alter table case_steps add constraint case_steps_case_id_n_key UNIQUE (case_id, n);
alter table case_steps add constraint case_steps_check CHECK (((actor = ANY (ARRAY['person'::text, 'service'::text])) = (staff_id IS NULL)));
alter table case_steps add constraint case_steps_pkey PRIMARY KEY (id);
alter table case_steps add constraint case_steps_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES helpers(id);
grant insert, select on case_steps to procura_app;
create table cases ();
alter table cases add assigned_to uuid; -- personal
alter table cases add cause text; -- plain
alter table cases add challenged_at timestamp with time zone; -- plain
alter table cases add closed_at timestamp with time zone; -- plain
alter table cases add concluded_by uuid; -- personal
alter table cases add confirmed_by uuid; -- personal
alter table cases add due_at timestamp with time zone; -- plain
alter table cases add first_concluded_by uuid; -- personal
alter table cases add first_confirmed_by uuid; -- personal
alter table cases add helper_id uuid; -- personal
alter table cases add id uuid not null; -- plain
alter table cases add manager_asked_at timestamp with time zone; -- plain
alter table cases add mandate_id uuid; -- plain
alter table cases add noticed jsonb; -- plain
alter table cases add opened_at timestamp with time zone not null; -- plain
alter table cases add organisation_id uuid; -- plain
alter table cases add origin text default 'contest'::text not null; -- plain
alter table cases add outcome text; -- plain
alter table cases add person_id uuid; -- personal
alter table cases add state text not null; -- plain
alter table cases add use_id uuid; -- plain
alter table cases add constraint cases_assigned_to_fkey FOREIGN KEY (assigned_to) REFERENCES helpers(id);
alter table cases add constraint cases_check CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL)));
alter table cases add constraint cases_check1 CHECK (((state = 'with_manager'::text) = (due_at IS NOT NULL)));
alter table cases add constraint cases_concluded_by_fkey FOREIGN KEY (concluded_by) REFERENCES helpers(id);
alter table cases add constraint cases_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES helpers(id);
alter table cases add constraint cases_contest_is_of_a_use CHECK (((origin <> 'contest'::text) OR ((use_id IS NOT NULL) AND (person_id IS NOT NULL) AND (organisation_id IS NOT NULL))));
alter table cases add constraint cases_first_concluded_by_fkey FOREIGN KEY (first_concluded_by) REFERENCES helpers(id);
alter table cases add constraint cases_first_confirmed_by_fkey FOREIGN KEY (first_confirmed_by) REFERENCES helpers(id);
alter table cases add constraint cases_four_eyes CHECK ((confirmed_by <> concluded_by));
alter table cases add constraint cases_grave_is_confirmed CHECK (((state <> 'closed'::text) OR (outcome IS NULL) OR (outcome <> ALL (ARRAY['suspension_asked'::text, 'reported'::text])) OR (confirmed_by IS NOT NULL)));
alter table cases add constraint cases_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table cases add constraint cases_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id);
alter table cases add constraint cases_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table cases add constraint cases_origin_check CHECK ((origin = ANY (ARRAY['contest'::text, 'alert'::text, 'sample'::text, 'report'::text])));
alter table cases add constraint cases_outcome_check CHECK ((outcome = ANY (ARRAY['no_fault'::text, 'advice'::text, 'reminder'::text, 'training_required'::text, 'suspension_asked'::text, 'reported'::text])));
alter table cases add constraint cases_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
alter table cases add constraint cases_pkey PRIMARY KEY (id);
alter table cases add constraint cases_second_look_is_anothers CHECK ((NOT (COALESCE(((concluded_by = first_concluded_by) OR (concluded_by = first_confirmed_by)), false) OR COALESCE(((confirmed_by = first_concluded_by) OR (confirmed_by = first_confirmed_by)), false))));
alter table cases add constraint cases_state_check CHECK ((state = ANY (ARRAY['with_manager'::text, 'answered'::text, 'with_supervisor'::text, 'awaiting_second'::text, 'closed'::text, 'challenged'::text])));
alter table cases add constraint cases_use_id_fkey FOREIGN KEY (use_id) REFERENCES uses(id);
alter table cases add constraint cases_use_is_whole CHECK (((use_id IS NULL) OR ((mandate_id IS NOT NULL) AND (person_id IS NOT NULL) AND (organisation_id IS NOT NULL) AND (helper_id IS NOT NULL))));
CREATE INDEX cases_by_end ON public.cases USING btree (closed_at DESC) WHERE (closed_at IS NOT NULL);
CREATE INDEX cases_of_assigned ON public.cases USING btree (assigned_to) WHERE ((closed_at IS NULL) AND (assigned_to IS NOT NULL));
CREATE INDEX cases_of_concluder ON public.cases USING btree (concluded_by, closed_at DESC) WHERE (concluded_by IS NOT NULL);
CREATE INDEX cases_of_helper ON public.cases USING btree (helper_id, opened_at DESC) WHERE (helper_id IS NOT NULL);
CREATE INDEX cases_of_organisation ON public.cases USING btree (organisation_id, opened_at DESC);
CREATE INDEX cases_of_person ON public.cases USING btree (person_id, opened_at DESC);
CREATE INDEX cases_open ON public.cases USING btree (opened_at) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX cases_open_of_use ON public.cases USING btree (use_id, origin) WHERE (closed_at IS NULL);
CREATE CONSTRAINT TRIGGER case_is_journalled AFTER INSERT OR UPDATE ON public.cases DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal.case_must_log();
grant insert, select, update on cases to procura_app;
create table clients ();
alter table clients add created_at timestamp with time zone not null; -- plain
alter table clients add delegation_mode text default 'none'::text not null; -- plain
alter table clients add dialect text not null; -- plain
alter table clients add disabled_at timestamp with time zone; -- plain
alter table clients add events_authorization bytea; -- secret
alter table clients add events_uri text; -- plain
alter table clients add id text not null; -- plain
alter table clients add logout_uri text; -- plain
alter table clients add metadata jsonb not null; -- plain
alter table clients add name text not null; -- plain
alter table clients add procedures text[] not null; -- plain
alter table clients add proof text default 'pkce'::text not null; -- plain
alter table clients add secret bytea; -- secret
alter table clients add sensitive_acts text[] default '{}'::text[] not null; -- plain
alter table clients add constraint clients_delegation_mode_check CHECK ((delegation_mode = ANY (ARRAY['none'::text, 'aware-act'::text, 'aware-represents'::text, 'hub'::text])));
alter table clients add constraint clients_dialect_check CHECK ((dialect = ANY (ARRAY['direct'::text, 'hub'::text])));
alter table clients add constraint clients_pkey PRIMARY KEY (id);
alter table clients add constraint clients_proof_check CHECK ((proof = ANY (ARRAY['pkce'::text, 'nonce'::text])));
grant delete, insert, select, update on clients to procura_app;
create table confirmations ();
alter table confirmations add acts text[] not null; -- plain
alter table confirmations add client_id text not null; -- plain
alter table confirmations add confirmed_at timestamp with time zone; -- plain
alter table confirmations add created_at timestamp with time zone not null; -- plain
alter table confirmations add expires_at timestamp with time zone not null; -- plain
alter table confirmations add helper_id uuid not null; -- personal
alter table confirmations add id uuid not null; -- plain
alter table confirmations add mandate_id uuid not null; -- plain
alter table confirmations add print bytea not null; -- secret
alter table confirmations add procedure text not null; -- plain
alter table confirmations add request_hash bytea not null; -- secret
alter table confirmations add tries integer default 0 not null; -- plain
alter table confirmations add use_id uuid; -- plain
alter table confirmations add constraint confirmations_acts_check CHECK ((cardinality(acts) > 0));
alter table confirmations add constraint confirmations_check CHECK ((expires_at > created_at));
alter table confirmations add constraint confirmations_check1 CHECK (((use_id IS NULL) OR (confirmed_at IS NOT NULL)));
alter table confirmations add constraint confirmations_client_id_fkey FOREIGN KEY (client_id) REFERENCES clients(id);
alter table confirmations add constraint confirmations_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table confirmations add constraint confirmations_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id);
alter table confirmations add constraint confirmations_pkey PRIMARY KEY (id);
alter table confirmations add constraint confirmations_use_id_fkey FOREIGN KEY (use_id) REFERENCES uses(id);
alter table confirmations add constraint confirmations_use_id_key UNIQUE (use_id);
CREATE INDEX confirmations_of_mandate ON public.confirmations USING btree (mandate_id, created_at DESC);
CREATE INDEX confirmations_of_request ON public.confirmations USING btree (request_hash, created_at DESC);
CREATE CONSTRAINT TRIGGER confirmation_is_journalled AFTER INSERT OR UPDATE ON public.confirmations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal.mandate_must_log();
grant insert, select, update on confirmations to procura_app;
create table contact_codes ();
alter table contact_codes add contact_id uuid not null; -- plain
alter table contact_codes add expires_at timestamp with time zone not null; -- plain
alter table contact_codes add first_sent_at timestamp with time zone not null; -- plain
alter table contact_codes add print bytea not null; -- secret
alter table contact_codes add sent integer default 1 not null; -- plain
alter table contact_codes add tries integer default 0 not null; -- plain
alter table contact_codes add constraint contact_codes_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id) ON DELETE CASCADE;
alter table contact_codes add constraint contact_codes_pkey PRIMARY KEY (contact_id);
grant delete, insert, select, update on contact_codes to procura_app;
create table contacts ();
alter table contacts add address bytea; -- sealed
alter table contacts add channel text not null; -- plain
alter table contacts add confirmed_at timestamp with time zone; -- plain
alter table contacts add created_at timestamp with time zone not null; -- plain
alter table contacts add helper_id uuid; -- personal
alter table contacts add id uuid not null; -- plain
alter table contacts add organisation_id uuid; -- plain
alter table contacts add origin text not null; -- plain
alter table contacts add person_id uuid not null; -- personal
alter table contacts add print bytea not null; -- secret
alter table contacts add removed_at timestamp with time zone; -- plain
alter table contacts add constraint contacts_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text])));
alter table contacts add constraint contacts_check CHECK (((address IS NULL) = (removed_at IS NOT NULL)));
alter table contacts add constraint contacts_check1 CHECK (((origin = 'helper'::text) = ((helper_id IS NOT NULL) AND (organisation_id IS NOT NULL))));
alter table contacts add constraint contacts_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table contacts add constraint contacts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table contacts add constraint contacts_origin_check CHECK ((origin = ANY (ARRAY['upstream'::text, 'helper'::text, 'person'::text])));
alter table contacts add constraint contacts_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
alter table contacts add constraint contacts_pkey PRIMARY KEY (id);
CREATE INDEX contacts_by_print ON public.contacts USING btree (print) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX contacts_current ON public.contacts USING btree (person_id, channel, print) WHERE (removed_at IS NULL);
CREATE INDEX contacts_of_person ON public.contacts USING btree (person_id);
grant delete, insert, select, update on contacts to procura_app;
create table country_figures ();
alter table country_figures add count integer not null; -- plain
alter table country_figures add cut text not null; -- plain
alter table country_figures add measure text not null; -- plain
alter table country_figures add starts date not null; -- plain
alter table country_figures add unit text not null; -- plain
alter table country_figures add value text not null; -- plain
alter table country_figures add constraint country_figures_cut_check CHECK ((cut = ANY (ARRAY['key'::text, 'territory'::text, 'whole'::text])));
alter table country_figures add constraint country_figures_measure_check CHECK ((measure = ANY (ARRAY['uses'::text, 'refusals'::text, 'endings'::text])));
alter table country_figures add constraint country_figures_pkey PRIMARY KEY (measure, cut, unit, starts, value);
alter table country_figures add constraint country_figures_unit_check CHECK ((unit = ANY (ARRAY['day'::text, 'week'::text])));
grant select on country_figures to procura_app;
create table former_helper_names ();
alter table former_helper_names add family_name text not null; -- personal
alter table former_helper_names add given_name text not null; -- personal
alter table former_helper_names add helper_id uuid not null; -- personal
alter table former_helper_names add until_at timestamp with time zone not null; -- plain
alter table former_helper_names add constraint former_helper_names_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table former_helper_names add constraint former_helper_names_pkey PRIMARY KEY (helper_id, until_at);
grant select on former_helper_names to procura_app;
create table former_organisation_names ();
alter table former_organisation_names add name text not null; -- plain
alter table former_organisation_names add organisation_id uuid not null; -- plain
alter table former_organisation_names add until_at timestamp with time zone not null; -- plain
alter table former_organisation_names add constraint former_organisation_names_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table former_organisation_names add constraint former_organisation_names_pkey PRIMARY KEY (organisation_id, until_at);
grant select on former_organisation_names to procura_app;
create table head_delays ();
alter table head_delays add ended_at timestamp with time zone; -- plain
alter table head_delays add noticed_at timestamp with time zone not null; -- plain
alter table head_delays add since timestamp with time zone not null; -- plain
alter table head_delays add constraint head_delays_check CHECK ((noticed_at >= since));
alter table head_delays add constraint head_delays_check1 CHECK ((ended_at >= noticed_at));
alter table head_delays add constraint head_delays_pkey PRIMARY KEY (since);
CREATE UNIQUE INDEX one_delay_at_a_time ON public.head_delays USING btree ((true)) WHERE (ended_at IS NULL);
grant insert, select on head_delays to procura_app;
grant update (ended_at) on head_delays to procura_app;
create table helper_standings ();
alter table helper_standings add certification_expires_at timestamp with time zone; -- plain
alter table helper_standings add certified_at timestamp with time zone; -- plain
alter table helper_standings add helper_id uuid not null; -- personal
alter table helper_standings add n integer not null; -- plain
alter table helper_standings add since timestamp with time zone not null; -- plain
alter table helper_standings add suspended_at timestamp with time zone; -- plain
alter table helper_standings add withdrawn_at timestamp with time zone; -- plain
alter table helper_standings add constraint helper_standings_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table helper_standings add constraint helper_standings_n_check CHECK ((n > 0));
alter table helper_standings add constraint helper_standings_pkey PRIMARY KEY (helper_id, n);
grant select on helper_standings to procura_app;
create table helpers ();
alter table helpers add certification_expires_at timestamp with time zone; -- plain
alter table helpers add certified_at timestamp with time zone; -- plain
alter table helpers add created_at timestamp with time zone not null; -- plain
alter table helpers add duty text default 'helper'::text not null; -- plain
alter table helpers add email text not null; -- personal
alter table helpers add end_reminded_days integer; -- plain
alter table helpers add family_name text not null; -- personal
alter table helpers add given_name text not null; -- personal
alter table helpers add id uuid not null; -- plain
alter table helpers add inactivity_warned_at timestamp with time zone; -- plain
alter table helpers add named_ombudsman_at timestamp with time zone; -- plain
alter table helpers add signed_in_at timestamp with time zone; -- plain
alter table helpers add standing_since timestamp with time zone; -- plain
alter table helpers add subject_ref uuid not null; -- plain
alter table helpers add suspended_at timestamp with time zone; -- plain
alter table helpers add suspended_for text; -- plain
alter table helpers add withdrawn_at timestamp with time zone; -- plain
alter table helpers add constraint helpers_duty_check CHECK ((duty = ANY (ARRAY['helper'::text, 'operator'::text, 'supervisor'::text])));
alter table helpers add constraint helpers_id_duty UNIQUE (id, duty);
alter table helpers add constraint helpers_ombudsman_supervises CHECK (((named_ombudsman_at IS NULL) OR (duty = 'supervisor'::text)));
alter table helpers add constraint helpers_pkey PRIMARY KEY (id);
alter table helpers add constraint helpers_subject_ref_fkey FOREIGN KEY (subject_ref) REFERENCES journal.subject_keys(subject_ref);
alter table helpers add constraint helpers_subject_ref_key UNIQUE (subject_ref);
alter table helpers add constraint helpers_suspended_for_check CHECK ((suspended_for = ANY (ARRAY['inactivity'::text, 'decision'::text])));
CREATE UNIQUE INDEX helpers_by_email ON public.helpers USING btree (lower(email));
CREATE INDEX helpers_by_end ON public.helpers USING btree (certification_expires_at) WHERE ((suspended_at IS NULL) AND (withdrawn_at IS NULL));
CREATE INDEX helpers_by_sign_in ON public.helpers USING btree (signed_in_at) WHERE ((suspended_at IS NULL) AND (withdrawn_at IS NULL));
CREATE INDEX helpers_suspended ON public.helpers USING btree (suspended_at) WHERE (suspended_at IS NOT NULL);
CREATE TRIGGER helper_name_is_kept AFTER UPDATE OF given_name, family_name ON public.helpers FOR EACH ROW WHEN (((old.given_name IS DISTINCT FROM new.given_name) OR (old.family_name IS DISTINCT FROM new.family_name))) EXECUTE FUNCTION keep_helper_name();
CREATE TRIGGER standing_is_kept AFTER INSERT OR UPDATE OF certified_at, certification_expires_at, suspended_at, withdrawn_at ON public.helpers FOR EACH ROW EXECUTE FUNCTION keep_standing();
grant delete, insert, select, update on helpers to procura_app;
create table invitations ();
alter table invitations add accepted_at timestamp with time zone; -- plain
alter table invitations add cancelled_at timestamp with time zone; -- plain
alter table invitations add created_at timestamp with time zone not null; -- plain
alter table invitations add email text not null; -- personal
alter table invitations add expires_at timestamp with time zone not null; -- plain
alter table invitations add family_name text not null; -- personal
alter table invitations add given_name text not null; -- personal
alter table invitations add id uuid not null; -- plain
alter table invitations add invited_by uuid not null; -- personal
alter table invitations add organisation_id uuid not null; -- plain
alter table invitations add role text not null; -- plain
alter table invitations add token_hash bytea not null; -- secret
alter table invitations add constraint invitations_check CHECK (((accepted_at IS NULL) OR (cancelled_at IS NULL)));
alter table invitations add constraint invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES helpers(id);
alter table invitations add constraint invitations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table invitations add constraint invitations_pkey PRIMARY KEY (id);
alter table invitations add constraint invitations_role_check CHECK ((role = ANY (ARRAY['helper'::text, 'manager'::text])));
alter table invitations add constraint invitations_token_hash_key UNIQUE (token_hash);
CREATE INDEX invitations_in_turn ON public.invitations USING btree (organisation_id, created_at DESC, id);
CREATE UNIQUE INDEX invitations_pending ON public.invitations USING btree (organisation_id, lower(email)) WHERE ((accepted_at IS NULL) AND (cancelled_at IS NULL));
grant delete, insert, select, update on invitations to procura_app;
create table journal.checkpoints ();
alter table journal.checkpoints add cosignatures smallint default 0 not null; -- plain
alter table journal.checkpoints add note text not null; -- plain
alter table journal.checkpoints add root bytea not null; -- plain
alter table journal.checkpoints add signed_at timestamp with time zone not null; -- plain
alter table journal.checkpoints add size bigint not null; -- plain
alter table journal.checkpoints add constraint checkpoints_cosignatures_check CHECK ((cosignatures >= 0));
alter table journal.checkpoints add constraint checkpoints_pkey PRIMARY KEY (size);
alter table journal.checkpoints add constraint checkpoints_root_check CHECK ((octet_length(root) = 32));
alter table journal.checkpoints add constraint checkpoints_size_check CHECK ((size >= 0));
CREATE TRIGGER checkpoints_never_vanish BEFORE TRUNCATE ON journal.checkpoints FOR EACH STATEMENT EXECUTE FUNCTION journal.refuse();
CREATE TRIGGER checkpoints_only_gain BEFORE DELETE OR UPDATE ON journal.checkpoints FOR EACH ROW EXECUTE FUNCTION journal.checkpoint_gains();
grant select on journal.checkpoints to procura_app;
grant insert, select, update on journal.checkpoints to procura_sequencer;
create table journal.closing_wishes ();
alter table journal.closing_wishes add asked_at timestamp with time zone not null; -- plain
alter table journal.closing_wishes add volume bigint not null; -- plain
alter table journal.closing_wishes add constraint closing_wishes_pkey PRIMARY KEY (volume);
alter table journal.closing_wishes add constraint closing_wishes_volume_check CHECK ((volume >= 0));
grant insert, select on journal.closing_wishes to procura_app;
grant select on journal.closing_wishes to procura_sequencer;
create table journal.closings ();
alter table journal.closings add closed_at timestamp with time zone not null; -- plain
alter table journal.closings add dropped_at timestamp with time zone; -- plain
alter table journal.closings add last_id bigint not null; -- plain
alter table journal.closings add origin text not null; -- plain
alter table journal.closings add root bytea not null; -- plain
alter table journal.closings add size bigint not null; -- plain
alter table journal.closings add volume bigint not null; -- plain
alter table journal.closings add constraint closings_check CHECK ((journal.volume_of(last_id) = volume));
alter table journal.closings add constraint closings_check1 CHECK ((dropped_at >= (closed_at + '1 year'::interval)));
alter table journal.closings add constraint closings_closed_at_check CHECK ((closed_at = date_trunc('milliseconds'::text, closed_at)));
alter table journal.closings add constraint closings_origin_key UNIQUE (origin);
alter table journal.closings add constraint closings_pkey PRIMARY KEY (volume);
alter table journal.closings add constraint closings_root_check CHECK ((octet_length(root) = 32));
alter table journal.closings add constraint closings_size_check CHECK ((size > 0));
alter table journal.closings add constraint closings_volume_check CHECK ((volume >= 0));
CREATE TRIGGER closings_never_vanish BEFORE TRUNCATE ON journal.closings FOR EACH STATEMENT EXECUTE FUNCTION journal.refuse();
CREATE TRIGGER closings_stand BEFORE DELETE OR UPDATE ON journal.closings FOR EACH ROW EXECUTE FUNCTION journal.closing_stands();
grant select on journal.closings to procura_app;
grant insert, select on journal.closings to procura_sequencer;
create table journal.entries () partition by RANGE (id);
alter table journal.entries add at timestamp with time zone not null; -- plain
alter table journal.entries add event text not null; -- plain
alter table journal.entries add id bigint default journal.next_entry_id() not null; -- plain
alter table journal.entries add leaf journal.entry_leaf not null; -- plain
alter table journal.entries add mandate_n journal.chain_place; -- plain
alter table journal.entries add mandate_ref uuid; -- plain
alter table journal.entries add xid xid8 default pg_current_xact_id() not null; -- plain
alter table journal.entries add constraint entries_check CHECK (((mandate_ref IS NULL) = (mandate_n IS NULL)));
alter table journal.entries add constraint entries_pkey PRIMARY KEY (id);
CREATE INDEX entries_of_mandate ON ONLY journal.entries USING btree (mandate_ref, mandate_n) WHERE (mandate_ref IS NOT NULL);
CREATE TRIGGER entries_never_change BEFORE DELETE OR UPDATE ON journal.entries FOR EACH ROW EXECUTE FUNCTION journal.refuse();
CREATE TRIGGER entries_never_vanish BEFORE TRUNCATE ON journal.entries FOR EACH STATEMENT EXECUTE FUNCTION journal.refuse();
grant select on journal.entries to procura_app;
grant insert (at) on journal.entries to procura_app;
grant insert (event) on journal.entries to procura_app;
grant insert (leaf) on journal.entries to procura_app;
grant insert (mandate_n) on journal.entries to procura_app;
grant insert (mandate_ref) on journal.entries to procura_app;
grant select on journal.entries to procura_sequencer;
create table journal.entries_0 partition FOR VALUES FROM ('0') TO ('10000000');
create table journal.entries_1 partition FOR VALUES FROM ('10000000') TO ('20000000');
create table journal.entries_of_1 partition FOR VALUES FROM ('1099511627776') TO ('2199023255552');
create table journal.entries_rest partition DEFAULT;
create sequence journal.entry_id;
grant usage on journal.entry_id to procura_app;
create table journal.entry_index ();
alter table journal.entry_index add at timestamp with time zone not null; -- plain
alter table journal.entry_index add client_id text; -- plain
alter table journal.entry_index add entry_id bigint not null; -- plain
alter table journal.entry_index add event text not null; -- plain
alter table journal.entry_index add helper_id uuid; -- personal
alter table journal.entry_index add mandate_id uuid; -- plain
alter table journal.entry_index add organisation_id uuid; -- plain
alter table journal.entry_index add person_id uuid; -- personal
alter table journal.entry_index add procedure text; -- plain
alter table journal.entry_index add refusal text; -- plain
alter table journal.entry_index add territory text; -- plain
alter table journal.entry_index add use_id uuid; -- plain
alter table journal.entry_index add constraint entry_index_pkey PRIMARY KEY (entry_id);
CREATE INDEX entry_index_by_time ON journal.entry_index USING btree (at, entry_id);
CREATE INDEX entry_index_of_client ON journal.entry_index USING btree (client_id, entry_id DESC) WHERE (client_id IS NOT NULL);
CREATE INDEX entry_index_of_event ON journal.entry_index USING btree (event, entry_id DESC);
CREATE INDEX entry_index_of_helper ON journal.entry_index USING btree (helper_id, entry_id DESC) WHERE (helper_id IS NOT NULL);
CREATE INDEX entry_index_of_mandate ON journal.entry_index USING btree (mandate_id, entry_id DESC) WHERE (mandate_id IS NOT NULL);
CREATE INDEX entry_index_of_organisation ON journal.entry_index USING btree (organisation_id, entry_id DESC) WHERE (organisation_id IS NOT NULL);
CREATE INDEX entry_index_of_organisation_standing ON journal.entry_index USING btree (organisation_id, entry_id DESC) WHERE (event = ANY (ARRAY['organisation_certified'::text, 'organisation_certification_renewed'::text, 'organisation_suspended'::text, 'organisation_suspension_lifted'::text, 'organisation_withdrawn'::text, 'organisation_closed'::text, 'organisation_merged'::text, 'procedures_restricted'::text]));
CREATE INDEX entry_index_of_person ON journal.entry_index USING btree (person_id, entry_id DESC) WHERE (person_id IS NOT NULL);
CREATE INDEX entry_index_of_procedure ON journal.entry_index USING btree (procedure, entry_id DESC) WHERE (procedure IS NOT NULL);
CREATE INDEX entry_index_of_refusal ON journal.entry_index USING btree (refusal, entry_id DESC) WHERE (refusal IS NOT NULL);
CREATE INDEX entry_index_of_territory ON journal.entry_index USING btree (territory, entry_id DESC) WHERE (territory IS NOT NULL);
CREATE INDEX entry_index_of_territory_refused ON journal.entry_index USING btree (territory, entry_id DESC) WHERE ((territory IS NOT NULL) AND (refusal IS NOT NULL));
CREATE INDEX entry_index_of_use ON journal.entry_index USING btree (use_id, entry_id DESC) WHERE (use_id IS NOT NULL);
CREATE TRIGGER entry_index_has_its_territory BEFORE INSERT ON journal.entry_index FOR EACH ROW WHEN (((new.territory IS NULL) AND ((new.organisation_id IS NOT NULL) OR (new.mandate_id IS NOT NULL)))) EXECUTE FUNCTION journal.territory_of_entry();
grant insert, select on journal.entry_index to procura_app;
create table journal.erased_values ();
alter table journal.erased_values add count integer not null; -- plain
alter table journal.erased_values add entry_id bigint not null; -- plain
alter table journal.erased_values add constraint erased_values_count_check CHECK ((count > 0));
alter table journal.erased_values add constraint erased_values_pkey PRIMARY KEY (entry_id);
grant select on journal.erased_values to procura_app;
create table journal.heads ();
alter table journal.heads add hi bigint default 0 not null; -- plain
alter table journal.heads add hole_barrier xid8[] default '{}'::xid8[] not null; -- plain
alter table journal.heads add hole_first bigint[] default '{}'::bigint[] not null; -- plain
alter table journal.heads add hole_last bigint[] default '{}'::bigint[] not null; -- plain
alter table journal.heads add one boolean default true not null; -- plain
alter table journal.heads add origin text not null; -- plain
alter table journal.heads add root bytea default sha256('\x'::bytea) not null; -- plain
alter table journal.heads add size bigint default 0 not null; -- plain
alter table journal.heads add constraint heads_check CHECK (((cardinality(hole_first) = cardinality(hole_last)) AND (cardinality(hole_first) = cardinality(hole_barrier))));
alter table journal.heads add constraint heads_one_check CHECK (one);
alter table journal.heads add constraint heads_pkey PRIMARY KEY (one);
alter table journal.heads add constraint heads_root_check CHECK ((octet_length(root) = 32));
alter table journal.heads add constraint heads_size_check CHECK ((size >= 0));
CREATE TRIGGER heads_never_vanish BEFORE TRUNCATE ON journal.heads FOR EACH STATEMENT EXECUTE FUNCTION journal.refuse();
CREATE TRIGGER heads_only_advance BEFORE DELETE OR UPDATE ON journal.heads FOR EACH ROW EXECUTE FUNCTION journal.head_advances();
grant select on journal.heads to procura_app;
grant insert, select, update on journal.heads to procura_sequencer;
create table journal.mandate_chains ();
alter table journal.mandate_chains add mandate_ref uuid not null; -- plain
alter table journal.mandate_chains add n integer not null; -- plain
alter table journal.mandate_chains add prev bytea default '\x'::bytea not null; -- plain
alter table journal.mandate_chains add constraint mandate_chains_n_check CHECK ((n > 0));
alter table journal.mandate_chains add constraint mandate_chains_pkey PRIMARY KEY (mandate_ref);
grant insert, select, update on journal.mandate_chains to procura_app;
create table journal.sealed_values ();
alter table journal.sealed_values add blob bytea not null; -- sealed
alter table journal.sealed_values add entry_id bigint not null; -- plain
alter table journal.sealed_values add subject_ref uuid not null; -- plain
alter table journal.sealed_values add constraint sealed_values_pkey PRIMARY KEY (entry_id, subject_ref);
CREATE INDEX sealed_values_of_subject ON journal.sealed_values USING btree (subject_ref);
CREATE TRIGGER sealed_under_a_key AFTER INSERT ON journal.sealed_values REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION journal.only_under_a_key();
grant insert, select on journal.sealed_values to procura_app;
create table journal.subject_keys ();
alter table journal.subject_keys add created_at timestamp with time zone not null; -- plain
alter table journal.subject_keys add erased_by bigint; -- plain
alter table journal.subject_keys add kek_id text not null; -- plain
alter table journal.subject_keys add shredded_at timestamp with time zone; -- plain
alter table journal.subject_keys add subject_ref uuid not null; -- plain
alter table journal.subject_keys add wrapped_dek bytea; -- secret
alter table journal.subject_keys add constraint subject_keys_check CHECK (((wrapped_dek IS NULL) = (shredded_at IS NOT NULL)));
alter table journal.subject_keys add constraint subject_keys_check1 CHECK (((shredded_at IS NULL) = (erased_by IS NULL)));
alter table journal.subject_keys add constraint subject_keys_erased_by_key UNIQUE (erased_by);
alter table journal.subject_keys add constraint subject_keys_pkey PRIMARY KEY (subject_ref);
grant insert, select on journal.subject_keys to procura_app;
create view journal.territories_of_mandates;
grant select on journal.territories_of_mandates to procura_app;
create view journal.territories_of_organisations;
grant select on journal.territories_of_organisations to procura_app;
create table journal.tiles ();
alter table journal.tiles add hashes bytea not null; -- plain
alter table journal.tiles add ids bytea; -- plain
alter table journal.tiles add level smallint not null; -- plain
alter table journal.tiles add max_id bigint; -- plain
alter table journal.tiles add min_id bigint; -- plain
alter table journal.tiles add n bigint not null; -- plain
alter table journal.tiles add w smallint not null; -- plain
alter table journal.tiles add constraint tiles_check CHECK ((octet_length(hashes) = (32 * w)));
alter table journal.tiles add constraint tiles_check1 CHECK ((octet_length(ids) = (8 * w)));
alter table journal.tiles add constraint tiles_check2 CHECK (((level = 0) = ((ids IS NOT NULL) AND (min_id IS NOT NULL) AND (max_id IS NOT NULL))));
alter table journal.tiles add constraint tiles_level_check CHECK (((level >= 0) AND (level <= 7)));
alter table journal.tiles add constraint tiles_n_check CHECK ((n >= 0));
alter table journal.tiles add constraint tiles_pkey PRIMARY KEY (level, n);
alter table journal.tiles add constraint tiles_w_check CHECK (((w >= 1) AND (w <= 256)));
CREATE INDEX tiles_by_entry ON journal.tiles USING btree (max_id) WHERE (level = 0);
CREATE TRIGGER tiles_never_vanish BEFORE TRUNCATE ON journal.tiles FOR EACH STATEMENT EXECUTE FUNCTION journal.refuse();
CREATE TRIGGER tiles_only_grow BEFORE DELETE OR UPDATE ON journal.tiles FOR EACH ROW EXECUTE FUNCTION journal.tile_grows();
grant select on journal.tiles to procura_app;
grant insert, select, update on journal.tiles to procura_sequencer;
create table journal_readers ();
alter table journal_readers add entry_id bigint not null; -- plain
alter table journal_readers add name text not null; -- plain
alter table journal_readers add constraint journal_readers_pkey PRIMARY KEY (name);
grant delete, insert, select, update on journal_readers to procura_app;
create table kept_keys ();
alter table kept_keys add purpose text not null; -- plain
alter table kept_keys add wrapped bytea not null; -- secret
alter table kept_keys add constraint kept_keys_pkey PRIMARY KEY (purpose);
grant insert, select on kept_keys to procura_app;
create table letters ();
alter table letters add helper_id uuid not null; -- personal
alter table letters add id uuid not null; -- plain
alter table letters add organisation_id uuid not null; -- plain
alter table letters add person_id uuid not null; -- personal
alter table letters add printed_at timestamp with time zone not null; -- plain
alter table letters add constraint letters_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table letters add constraint letters_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table letters add constraint letters_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
alter table letters add constraint letters_pkey PRIMARY KEY (id);
CREATE INDEX letters_of_organisation ON public.letters USING btree (organisation_id, printed_at DESC);
CREATE INDEX letters_of_person ON public.letters USING btree (person_id);
grant insert, select on letters to procura_app;
create table looks ();
alter table looks add helper_id uuid not null; -- personal
alter table looks add id uuid not null; -- plain
alter table looks add mandate_id uuid not null; -- plain
alter table looks add opened_at timestamp with time zone not null; -- plain
alter table looks add organisation_id uuid not null; -- plain
alter table looks add constraint looks_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table looks add constraint looks_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id);
alter table looks add constraint looks_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table looks add constraint looks_pkey PRIMARY KEY (id);
CREATE INDEX looks_by_time ON public.looks USING btree (opened_at);
grant delete, insert, select, update on looks to procura_app;
create table mandate_drafts ();
alter table mandate_drafts add agreed_at timestamp with time zone; -- plain
alter table mandate_drafts add created_at timestamp with time zone not null; -- plain
alter table mandate_drafts add duration text not null; -- plain
alter table mandate_drafts add end_cause text; -- plain
alter table mandate_drafts add expires_at timestamp with time zone; -- plain
alter table mandate_drafts add helper_id uuid; -- personal
alter table mandate_drafts add id uuid not null; -- plain
alter table mandate_drafts add identified_at timestamp with time zone; -- plain
alter table mandate_drafts add journal_ref uuid not null; -- plain
alter table mandate_drafts add language text not null; -- plain
alter table mandate_drafts add lapses_at timestamp with time zone not null; -- plain
alter table mandate_drafts add named_helpers uuid[]; -- personal
alter table mandate_drafts add offered_at timestamp with time zone; -- plain
alter table mandate_drafts add organisation_id uuid not null; -- plain
alter table mandate_drafts add person_id uuid; -- personal
alter table mandate_drafts add procedures text[] not null; -- plain
alter table mandate_drafts add renews uuid; -- plain
alter table mandate_drafts add reply bytea; -- sealed
alter table mandate_drafts add requested_at timestamp with time zone; -- plain
alter table mandate_drafts add starts_at timestamp with time zone; -- plain
alter table mandate_drafts add state text not null; -- plain
alter table mandate_drafts add terms bytea; -- sealed
alter table mandate_drafts add terms_hash bytea; -- plain
alter table mandate_drafts add constraint mandate_drafts_drafted_by CHECK (((helper_id IS NOT NULL) OR (offered_at IS NOT NULL)));
alter table mandate_drafts add constraint mandate_drafts_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table mandate_drafts add constraint mandate_drafts_journal_ref_key UNIQUE (journal_ref);
alter table mandate_drafts add constraint mandate_drafts_named_helpers_check CHECK ((cardinality(named_helpers) > 0));
alter table mandate_drafts add constraint mandate_drafts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table mandate_drafts add constraint mandate_drafts_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
alter table mandate_drafts add constraint mandate_drafts_pkey PRIMARY KEY (id);
alter table mandate_drafts add constraint mandate_drafts_procedures_check CHECK ((cardinality(procedures) > 0));
alter table mandate_drafts add constraint mandate_drafts_renews_fkey FOREIGN KEY (renews) REFERENCES mandates(id);
CREATE INDEX mandate_drafts_by_person ON public.mandate_drafts USING btree (person_id, created_at DESC, id DESC);
CREATE INDEX mandate_drafts_lapsing ON public.mandate_drafts USING btree (lapses_at) WHERE (state = ANY (ARRAY['draft'::text, 'awaiting_person'::text, 'awaiting_helper'::text]));
CREATE INDEX mandate_drafts_of_person ON public.mandate_drafts USING btree (person_id) WHERE (state = ANY (ARRAY['awaiting_person'::text, 'awaiting_helper'::text]));
CREATE INDEX mandate_drafts_offered ON public.mandate_drafts USING btree (organisation_id, agreed_at) WHERE ((state = 'awaiting_helper'::text) AND (offered_at IS NOT NULL));
CREATE INDEX mandate_drafts_offered_by ON public.mandate_drafts USING btree (person_id, created_at DESC) WHERE (offered_at IS NOT NULL);
CREATE INDEX mandate_drafts_waiting ON public.mandate_drafts USING btree (organisation_id, created_at DESC) WHERE (state = ANY (ARRAY['draft'::text, 'awaiting_person'::text, 'awaiting_helper'::text]));
CREATE CONSTRAINT TRIGGER draft_is_journalled AFTER INSERT OR UPDATE ON public.mandate_drafts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal.must_log();
grant insert, select, update on mandate_drafts to procura_app;
create table mandate_procedures ();
alter table mandate_procedures add channel text; -- plain
alter table mandate_procedures add end_cause text; -- plain
alter table mandate_procedures add mandate_id uuid not null; -- plain
alter table mandate_procedures add procedure text not null; -- plain
alter table mandate_procedures add revoked_at timestamp with time zone; -- plain
alter table mandate_procedures add constraint mandate_procedures_check CHECK (((revoked_at IS NULL) = (end_cause IS NULL)));
alter table mandate_procedures add constraint mandate_procedures_end_cause_check CHECK ((end_cause = ANY (ARRAY['revoked'::text, 'replaced'::text])));
alter table mandate_procedures add constraint mandate_procedures_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id);
alter table mandate_procedures add constraint mandate_procedures_pkey PRIMARY KEY (mandate_id, procedure);
CREATE CONSTRAINT TRIGGER covered_procedure_is_journalled AFTER INSERT OR UPDATE ON public.mandate_procedures DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal.mandate_must_log();
grant insert, select, update on mandate_procedures to procura_app;
create table mandates ();
alter table mandates add agreed_at timestamp with time zone not null; -- plain
alter table mandates add concluded_at timestamp with time zone not null; -- plain
alter table mandates add duration text not null; -- plain
alter table mandates add expires_at timestamp with time zone not null; -- plain
alter table mandates add helper_id uuid not null; -- personal
alter table mandates add id uuid not null; -- plain
alter table mandates add journal_ref uuid not null; -- plain
alter table mandates add language text not null; -- plain
alter table mandates add named_helpers uuid[]; -- personal
alter table mandates add organisation_id uuid not null; -- plain
alter table mandates add person_id uuid not null; -- personal
alter table mandates add revoked_at timestamp with time zone; -- plain
alter table mandates add starts_at timestamp with time zone not null; -- plain
alter table mandates add terms bytea not null; -- sealed
alter table mandates add terms_hash bytea not null; -- plain
alter table mandates add constraint mandates_check CHECK ((expires_at > starts_at));
alter table mandates add constraint mandates_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table mandates add constraint mandates_id_fkey FOREIGN KEY (id) REFERENCES mandate_drafts(id);
alter table mandates add constraint mandates_journal_ref_key UNIQUE (journal_ref);
alter table mandates add constraint mandates_named_helpers_check CHECK ((cardinality(named_helpers) > 0));
alter table mandates add constraint mandates_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table mandates add constraint mandates_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
alter table mandates add constraint mandates_pkey PRIMARY KEY (id);
CREATE INDEX mandates_by_conclusion ON public.mandates USING brin (concluded_at);
CREATE INDEX mandates_by_end ON public.mandates USING btree (expires_at) WHERE (revoked_at IS NULL);
CREATE INDEX mandates_naming_helpers ON public.mandates USING btree (organisation_id) WHERE ((named_helpers IS NOT NULL) AND (revoked_at IS NULL));
CREATE INDEX mandates_of_organisation ON public.mandates USING btree (organisation_id, expires_at DESC);
CREATE INDEX mandates_of_person ON public.mandates USING btree (person_id, organisation_id);
CREATE INDEX mandates_running_of_organisation ON public.mandates USING btree (organisation_id, expires_at) WHERE (revoked_at IS NULL);
CREATE CONSTRAINT TRIGGER mandate_is_journalled AFTER INSERT OR UPDATE ON public.mandates DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal.must_log();
grant insert, select, update on mandates to procura_app;
create table membership_suspensions ();
alter table membership_suspensions add helper_id uuid not null; -- personal
alter table membership_suspensions add lifted_at timestamp with time zone; -- plain
alter table membership_suspensions add organisation_id uuid not null; -- plain
alter table membership_suspensions add suspended_at timestamp with time zone not null; -- plain
alter table membership_suspensions add constraint membership_suspensions_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table membership_suspensions add constraint membership_suspensions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table membership_suspensions add constraint membership_suspensions_pkey PRIMARY KEY (helper_id, organisation_id, suspended_at);
CREATE UNIQUE INDEX membership_suspended ON public.membership_suspensions USING btree (helper_id, organisation_id) WHERE (lifted_at IS NULL);
grant delete, insert, select, update on membership_suspensions to procura_app;
create table memberships ();
alter table memberships add duty text default 'helper'::text not null; -- plain
alter table memberships add helper_id uuid not null; -- personal
alter table memberships add joined_at timestamp with time zone not null; -- plain
alter table memberships add left_at timestamp with time zone; -- plain
alter table memberships add organisation_id uuid not null; -- plain
alter table memberships add role text not null; -- plain
alter table memberships add constraint memberships_duty_check CHECK ((duty = 'helper'::text));
alter table memberships add constraint memberships_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table memberships add constraint memberships_of_helpers FOREIGN KEY (helper_id, duty) REFERENCES helpers(id, duty);
alter table memberships add constraint memberships_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table memberships add constraint memberships_pkey PRIMARY KEY (helper_id, organisation_id, joined_at);
alter table memberships add constraint memberships_role_check CHECK ((role = ANY (ARRAY['helper'::text, 'manager'::text])));
CREATE UNIQUE INDEX memberships_current ON public.memberships USING btree (helper_id, organisation_id) WHERE (left_at IS NULL);
CREATE INDEX memberships_of_organisation ON public.memberships USING btree (organisation_id) WHERE (left_at IS NULL);
grant delete, insert, select, update on memberships to procura_app;
create table name_prints ();
alter table name_prints add person_id uuid not null; -- personal
alter table name_prints add print bytea not null; -- secret
alter table name_prints add constraint name_prints_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
alter table name_prints add constraint name_prints_pkey PRIMARY KEY (print, person_id);
CREATE INDEX name_prints_of_person ON public.name_prints USING btree (person_id);
grant delete, insert, select, update on name_prints to procura_app;
create table news ();
alter table news add due_at timestamp with time zone not null; -- plain
alter table news add happened_at timestamp with time zone not null; -- plain
alter table news add id uuid not null; -- plain
alter table news add kind text not null; -- plain
alter table news add letter_id uuid; -- plain
alter table news add mandate_id uuid; -- plain
alter table news add organisation_id uuid not null; -- plain
alter table news add person_id uuid not null; -- personal
alter table news add told_at timestamp with time zone; -- plain
alter table news add way text not null; -- plain
alter table news add constraint news_kind_check CHECK ((kind = ANY (ARRAY['concluded'::text, 'used'::text, 'ends_soon'::text, 'ended'::text, 'expired'::text, 'case_news'::text, 'offer_declined'::text, 'offer_lapsed'::text, 'mandate_given_up'::text])));
alter table news add constraint news_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letters(id);
alter table news add constraint news_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id);
alter table news add constraint news_of_a_mandate CHECK (((mandate_id IS NOT NULL) OR (kind = ANY (ARRAY['offer_declined'::text, 'offer_lapsed'::text, 'mandate_given_up'::text]))));
alter table news add constraint news_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table news add constraint news_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
alter table news add constraint news_pkey PRIMARY KEY (id);
alter table news add constraint news_way_check CHECK ((way = ANY (ARRAY['digest'::text, 'letter'::text])));
CREATE INDEX news_due ON public.news USING btree (due_at) WHERE ((told_at IS NULL) AND (way = 'digest'::text));
CREATE INDEX news_of_letter ON public.news USING btree (letter_id) WHERE (letter_id IS NOT NULL);
CREATE INDEX news_of_person ON public.news USING btree (person_id) WHERE (told_at IS NULL);
CREATE INDEX news_to_print ON public.news USING btree (organisation_id, person_id) WHERE ((told_at IS NULL) AND (way = 'letter'::text));
grant delete, insert, select, update on news to procura_app;
create table oidc_payloads ();
alter table oidc_payloads add consumed_at timestamp with time zone; -- plain
alter table oidc_payloads add ends_at timestamp with time zone not null; -- plain
alter table oidc_payloads add expires_at timestamp with time zone not null; -- plain
alter table oidc_payloads add helper_id uuid; -- personal
alter table oidc_payloads add id_hash bytea not null; -- secret
alter table oidc_payloads add model text not null; -- plain
alter table oidc_payloads add payload bytea not null; -- sealed
alter table oidc_payloads add use_id uuid; -- plain
alter table oidc_payloads add constraint oidc_payloads_pkey PRIMARY KEY (id_hash);
CREATE INDEX oidc_payloads_by_end ON public.oidc_payloads USING btree (ends_at);
CREATE INDEX oidc_payloads_of_use ON public.oidc_payloads USING btree (use_id) WHERE (use_id IS NOT NULL);
grant delete, insert, select, update on oidc_payloads to procura_app;
create table oidc_replays ();
alter table oidc_replays add expires_at timestamp with time zone not null; -- plain
alter table oidc_replays add id_hash bytea not null; -- secret
alter table oidc_replays add constraint oidc_replays_pkey PRIMARY KEY (id_hash);
CREATE INDEX oidc_replays_by_end ON public.oidc_replays USING btree (expires_at);
grant delete, insert, select, update on oidc_replays to procura_app;
create table operator_requests ();
alter table operator_requests add act text not null; -- plain
alter table operator_requests add decided_at timestamp with time zone; -- plain
alter table operator_requests add decided_by uuid; -- personal
alter table operator_requests add decision text; -- plain
alter table operator_requests add expires_at timestamp with time zone not null; -- plain
alter table operator_requests add id uuid not null; -- plain
alter table operator_requests add requested_at timestamp with time zone not null; -- plain
alter table operator_requests add requested_by uuid not null; -- personal
alter table operator_requests add target text not null; -- plain
alter table operator_requests add terms jsonb not null; -- plain
alter table operator_requests add constraint operator_requests_act_check CHECK ((act = ANY (ARRAY['withdraw_organisation'::text, 'register_client'::text, 'give_manager'::text])));
alter table operator_requests add constraint operator_requests_check CHECK ((((decision IS NULL) = (decided_at IS NULL)) AND ((decision IS NULL) = (decided_by IS NULL))));
alter table operator_requests add constraint operator_requests_check1 CHECK (((decision IS NULL) OR ((decision = 'cancelled'::text) = (decided_by = requested_by))));
alter table operator_requests add constraint operator_requests_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES helpers(id);
alter table operator_requests add constraint operator_requests_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'refused'::text, 'cancelled'::text])));
alter table operator_requests add constraint operator_requests_pkey PRIMARY KEY (id);
alter table operator_requests add constraint operator_requests_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES helpers(id);
CREATE INDEX operator_requests_open ON public.operator_requests USING btree (expires_at) WHERE (decision IS NULL);
grant delete, insert, select, update on operator_requests to procura_app;
create table organisation_endings ();
alter table organisation_endings add asked_at timestamp with time zone not null; -- plain
alter table organisation_endings add cause text not null; -- plain
alter table organisation_endings add finished_at timestamp with time zone; -- plain
alter table organisation_endings add id uuid not null; -- plain
alter table organisation_endings add into_id uuid; -- plain
alter table organisation_endings add organisation_id uuid not null; -- plain
alter table organisation_endings add reason text not null; -- plain
alter table organisation_endings add constraint organisation_endings_cause_check CHECK ((cause = ANY (ARRAY['organisation_withdrawn'::text, 'organisation_closed'::text, 'organisation_merged'::text])));
alter table organisation_endings add constraint organisation_endings_check CHECK (((cause = 'organisation_merged'::text) = (into_id IS NOT NULL)));
alter table organisation_endings add constraint organisation_endings_check1 CHECK ((into_id <> organisation_id));
alter table organisation_endings add constraint organisation_endings_into_id_fkey FOREIGN KEY (into_id) REFERENCES organisations(id);
alter table organisation_endings add constraint organisation_endings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table organisation_endings add constraint organisation_endings_pkey PRIMARY KEY (id);
CREATE INDEX organisation_endings_of ON public.organisation_endings USING btree (organisation_id, asked_at DESC);
CREATE INDEX organisation_endings_open ON public.organisation_endings USING btree (asked_at) WHERE (finished_at IS NULL);
grant insert, select, update on organisation_endings to procura_app;
create table organisation_hours ();
alter table organisation_hours add closes smallint not null; -- plain
alter table organisation_hours add days smallint[] not null; -- plain
alter table organisation_hours add declared_at timestamp with time zone not null; -- plain
alter table organisation_hours add opens smallint not null; -- plain
alter table organisation_hours add organisation_id uuid not null; -- plain
alter table organisation_hours add constraint organisation_hours_check CHECK (((closes <= 1440) AND (closes > opens)));
alter table organisation_hours add constraint organisation_hours_days_check CHECK (((days <@ '{1,2,3,4,5,6,7}'::smallint[]) AND (cardinality(days) > 0)));
alter table organisation_hours add constraint organisation_hours_opens_check CHECK ((opens >= 0));
alter table organisation_hours add constraint organisation_hours_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table organisation_hours add constraint organisation_hours_pkey PRIMARY KEY (organisation_id);
CREATE TRIGGER hours_reach_the_directory AFTER INSERT OR UPDATE ON public.organisation_hours FOR EACH ROW EXECUTE FUNCTION say_hours_in_the_directory();
grant delete, insert, select, update on organisation_hours to procura_app;
create table organisation_standings ();
alter table organisation_standings add certification_expires_at timestamp with time zone; -- plain
alter table organisation_standings add certified_at timestamp with time zone; -- plain
alter table organisation_standings add n integer not null; -- plain
alter table organisation_standings add organisation_id uuid not null; -- plain
alter table organisation_standings add since timestamp with time zone not null; -- plain
alter table organisation_standings add suspended_at timestamp with time zone; -- plain
alter table organisation_standings add withdrawn_at timestamp with time zone; -- plain
alter table organisation_standings add constraint organisation_standings_n_check CHECK ((n > 0));
alter table organisation_standings add constraint organisation_standings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table organisation_standings add constraint organisation_standings_pkey PRIMARY KEY (organisation_id, n);
grant select on organisation_standings to procura_app;
create table organisations ();
alter table organisations add address text not null; -- plain
alter table organisations add certification_expires_at timestamp with time zone; -- plain
alter table organisations add certified_at timestamp with time zone; -- plain
alter table organisations add changed_at timestamp with time zone; -- plain
alter table organisations add city text; -- plain
alter table organisations add created_at timestamp with time zone not null; -- plain
alter table organisations add email text; -- plain
alter table organisations add end_reminded_days integer; -- plain
alter table organisations add excluded_procedures text[] default '{}'::text[] not null; -- plain
alter table organisations add id uuid not null; -- plain
alter table organisations add kind text not null; -- plain
alter table organisations add name text not null; -- plain
alter table organisations add opening_hours text; -- plain
alter table organisations add phone text; -- plain
alter table organisations add postal_code text; -- plain
alter table organisations add siret text not null; -- plain
alter table organisations add standing_since timestamp with time zone; -- plain
alter table organisations add suspended_at timestamp with time zone; -- plain
alter table organisations add territory text not null; -- plain
alter table organisations add website text; -- plain
alter table organisations add withdrawn_at timestamp with time zone; -- plain
alter table organisations add constraint organisations_pkey PRIMARY KEY (id);
alter table organisations add constraint organisations_siret_check CHECK ((siret ~ '^[0-9]{14}$'::text));
alter table organisations add constraint organisations_siret_key UNIQUE (siret);
CREATE INDEX organisations_by_end ON public.organisations USING btree (certification_expires_at) WHERE ((suspended_at IS NULL) AND (withdrawn_at IS NULL));
CREATE INDEX organisations_by_name ON public.organisations USING btree (name, id);
CREATE INDEX organisations_by_words ON public.organisations USING gin (search_words(((((((((name || ' '::text) || COALESCE(city, ''::text)) || ' '::text) || COALESCE(postal_code, ''::text)) || ' '::text) || territory) || ' '::text) || address)));
CREATE INDEX organisations_of_territory ON public.organisations USING btree (territory, id);
CREATE INDEX organisations_suspended ON public.organisations USING btree (suspended_at) WHERE (suspended_at IS NOT NULL);
CREATE TRIGGER organisation_moves AFTER UPDATE OF territory ON public.organisations FOR EACH ROW WHEN ((old.territory IS DISTINCT FROM new.territory)) EXECUTE FUNCTION entries_move_with_the_organisation();
CREATE TRIGGER organisation_name_is_kept AFTER UPDATE OF name ON public.organisations FOR EACH ROW WHEN ((old.name IS DISTINCT FROM new.name)) EXECUTE FUNCTION keep_organisation_name();
CREATE TRIGGER standing_is_kept AFTER INSERT OR UPDATE OF certified_at, certification_expires_at, suspended_at, withdrawn_at ON public.organisations FOR EACH ROW EXECUTE FUNCTION keep_organisation_standing();
grant delete, insert, select, update on organisations to procura_app;
create table outbox ();
alter table outbox add attempts integer default 0 not null; -- plain
alter table outbox add channel text not null; -- plain
alter table outbox add created_at timestamp with time zone not null; -- plain
alter table outbox add due_at timestamp with time zone not null; -- plain
alter table outbox add expires_at timestamp with time zone not null; -- plain
alter table outbox add failed_at timestamp with time zone; -- plain
alter table outbox add fault text; -- plain
alter table outbox add follows uuid; -- plain
alter table outbox add id uuid not null; -- plain
alter table outbox add kind text not null; -- plain
alter table outbox add message bytea; -- sealed
alter table outbox add sent_at timestamp with time zone; -- plain
alter table outbox add subject_ref uuid; -- plain
alter table outbox add constraint outbox_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text])));
alter table outbox add constraint outbox_check CHECK (((sent_at IS NULL) OR (failed_at IS NULL)));
alter table outbox add constraint outbox_check1 CHECK (((sent_at IS NULL) OR (message IS NULL)));
alter table outbox add constraint outbox_check2 CHECK (((message IS NOT NULL) OR (sent_at IS NOT NULL) OR (failed_at IS NOT NULL)));
alter table outbox add constraint outbox_follows_fkey FOREIGN KEY (follows) REFERENCES outbox(id);
alter table outbox add constraint outbox_pkey PRIMARY KEY (id);
CREATE INDEX outbox_dead ON public.outbox USING btree (failed_at) WHERE ((failed_at IS NOT NULL) AND (message IS NOT NULL));
CREATE INDEX outbox_due ON public.outbox USING btree (due_at) WHERE ((sent_at IS NULL) AND (failed_at IS NULL));
CREATE INDEX outbox_of_subject ON public.outbox USING btree (subject_ref, created_at) WHERE (subject_ref IS NOT NULL);
grant delete, insert, select, update on outbox to procura_app;
create table paper_keys ();
alter table paper_keys add created_at timestamp with time zone not null; -- plain
alter table paper_keys add kid text not null; -- plain
alter table paper_keys add private_key bytea; -- secret
alter table paper_keys add public_key jsonb not null; -- plain
alter table paper_keys add retired_at timestamp with time zone; -- plain
alter table paper_keys add constraint paper_keys_check CHECK (((private_key IS NULL) = (retired_at IS NOT NULL)));
alter table paper_keys add constraint paper_keys_pkey PRIMARY KEY (kid);
CREATE UNIQUE INDEX paper_key_in_use ON public.paper_keys USING btree ((true)) WHERE (retired_at IS NULL);
grant insert, select, update on paper_keys to procura_app;
create table passkeys ();
alter table passkeys add counter bigint not null; -- plain
alter table passkeys add created_at timestamp with time zone not null; -- plain
alter table passkeys add credential_id text not null; -- personal
alter table passkeys add helper_id uuid not null; -- personal
alter table passkeys add id uuid not null; -- plain
alter table passkeys add last_used_at timestamp with time zone; -- plain
alter table passkeys add name text not null; -- personal
alter table passkeys add public_key bytea not null; -- plain
alter table passkeys add removed_at timestamp with time zone; -- plain
alter table passkeys add transports text[] default '{}'::text[] not null; -- plain
alter table passkeys add constraint passkeys_credential_id_key UNIQUE (credential_id);
alter table passkeys add constraint passkeys_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table passkeys add constraint passkeys_pkey PRIMARY KEY (id);
CREATE INDEX passkeys_of_helper ON public.passkeys USING btree (helper_id) WHERE (removed_at IS NULL);
grant delete, insert, select, update on passkeys to procura_app;
create table people ();
alter table people add birthplace_print bytea; -- secret
alter table people add created_at timestamp with time zone not null; -- plain
alter table people add erased_at timestamp with time zone; -- plain
alter table people add id uuid not null; -- plain
alter table people add identified_at timestamp with time zone not null; -- plain
alter table people add identity bytea; -- sealed
alter table people add identity_print bytea; -- secret
alter table people add language text default 'fr'::text not null; -- plain
alter table people add language_chosen_at timestamp with time zone; -- plain
alter table people add subject_ref uuid not null; -- plain
alter table people add upstream_subject_hash bytea; -- secret
alter table people add constraint people_check CHECK (((erased_at IS NULL) OR ((identity IS NULL) AND (upstream_subject_hash IS NULL))));
alter table people add constraint people_forgotten_prints CHECK (((erased_at IS NULL) OR ((identity_print IS NULL) AND (birthplace_print IS NULL))));
alter table people add constraint people_pkey PRIMARY KEY (id);
alter table people add constraint people_prints_together CHECK (((identity_print IS NULL) = (birthplace_print IS NULL)));
alter table people add constraint people_subject_ref_fkey FOREIGN KEY (subject_ref) REFERENCES journal.subject_keys(subject_ref);
alter table people add constraint people_subject_ref_key UNIQUE (subject_ref);
alter table people add constraint people_upstream_subject_hash_key UNIQUE (upstream_subject_hash);
CREATE INDEX people_by_identity ON public.people USING btree (identity_print) WHERE (identity_print IS NOT NULL);
CREATE INDEX people_to_print ON public.people USING btree (id) WHERE ((identity_print IS NULL) AND (erased_at IS NULL));
CREATE TRIGGER names_go_with_the_person AFTER UPDATE OF erased_at ON public.people FOR EACH ROW WHEN ((new.erased_at IS NOT NULL)) EXECUTE FUNCTION forget_names();
CREATE TRIGGER prints_go_with_the_person BEFORE UPDATE OF erased_at ON public.people FOR EACH ROW WHEN ((new.erased_at IS NOT NULL)) EXECUTE FUNCTION forget_prints();
CREATE TRIGGER supervisors_forget_the_person AFTER UPDATE OF erased_at ON public.people FOR EACH ROW WHEN ((new.erased_at IS NOT NULL)) EXECUTE FUNCTION forget_what_supervisors_wrote();
grant delete, insert, select, update on people to procura_app;
create table preferences ();
alter table preferences add channel text not null; -- plain
alter table preferences add chosen_at timestamp with time zone not null; -- plain
alter table preferences add language text not null; -- plain
alter table preferences add person_id uuid not null; -- personal
alter table preferences add rhythm text not null; -- plain
alter table preferences add constraint preferences_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'letter'::text, 'none'::text])));
alter table preferences add constraint preferences_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
alter table preferences add constraint preferences_pkey PRIMARY KEY (person_id);
alter table preferences add constraint preferences_rhythm_check CHECK ((rhythm = ANY (ARRAY['at_once'::text, 'daily'::text, 'weekly'::text])));
grant delete, insert, select, update on preferences to procura_app;
create table procedure_exclusions ();
alter table procedure_exclusions add organisation_id uuid not null; -- plain
alter table procedure_exclusions add procedure text not null; -- plain
alter table procedure_exclusions add since timestamp with time zone not null; -- plain
alter table procedure_exclusions add constraint procedure_exclusions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table procedure_exclusions add constraint procedure_exclusions_pkey PRIMARY KEY (organisation_id, procedure);
grant delete, insert, select, update on procedure_exclusions to procura_app;
create table rate_limits ();
alter table rate_limits add expire bigint; -- plain
alter table rate_limits add key character varying(255) not null; -- plain
alter table rate_limits add points integer default 0 not null; -- plain
alter table rate_limits add constraint rate_limits_pkey PRIMARY KEY (key);
CREATE INDEX rate_limits_by_end ON public.rate_limits USING btree (expire);
grant delete, insert, select, update on rate_limits to procura_app;
create table receipts ();
alter table receipts add client_id text not null; -- plain
alter table receipts add id uuid not null; -- plain
alter table receipts add jti_hash bytea not null; -- secret
alter table receipts add mandate_id uuid not null; -- plain
alter table receipts add received_at timestamp with time zone not null; -- plain
alter table receipts add statement bytea not null; -- sealed
alter table receipts add use_id uuid not null; -- plain
alter table receipts add constraint receipts_client_id_fkey FOREIGN KEY (client_id) REFERENCES clients(id);
alter table receipts add constraint receipts_client_id_jti_hash_key UNIQUE (client_id, jti_hash);
alter table receipts add constraint receipts_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id);
alter table receipts add constraint receipts_pkey PRIMARY KEY (id);
alter table receipts add constraint receipts_use_id_fkey FOREIGN KEY (use_id) REFERENCES uses(id);
CREATE INDEX receipts_of_use ON public.receipts USING btree (use_id, received_at);
CREATE CONSTRAINT TRIGGER receipt_is_journalled AFTER INSERT ON public.receipts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal.mandate_must_log();
grant insert, select on receipts to procura_app;
create table received_sms ();
alter table received_sms add id text not null; -- plain
alter table received_sms add received_at timestamp with time zone not null; -- plain
alter table received_sms add constraint received_sms_id_check CHECK (((length(id) >= 1) AND (length(id) <= 100)));
alter table received_sms add constraint received_sms_pkey PRIMARY KEY (id);
CREATE INDEX received_sms_by_age ON public.received_sms USING btree (received_at);
grant delete, insert, select, update on received_sms to procura_app;
create table recovery_codes ();
alter table recovery_codes add code_hash bytea not null; -- secret
alter table recovery_codes add created_at timestamp with time zone not null; -- plain
alter table recovery_codes add helper_id uuid not null; -- personal
alter table recovery_codes add shown bytea; -- secret
alter table recovery_codes add used_at timestamp with time zone; -- plain
alter table recovery_codes add constraint recovery_codes_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table recovery_codes add constraint recovery_codes_pkey PRIMARY KEY (code_hash);
CREATE INDEX recovery_codes_of_helper ON public.recovery_codes USING btree (helper_id);
grant delete, insert, select, update on recovery_codes to procura_app;
create table reminders ();
alter table reminders add kind text not null; -- plain
alter table reminders add mandate_id uuid not null; -- plain
alter table reminders add told_at timestamp with time zone not null; -- plain
alter table reminders add constraint reminders_kind_check CHECK ((kind = ANY (ARRAY['ends_soon'::text, 'expired'::text, 'uses_ended'::text])));
alter table reminders add constraint reminders_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id);
alter table reminders add constraint reminders_pkey PRIMARY KEY (mandate_id, kind);
grant insert, select on reminders to procura_app;
create table remote_requests ();
alter table remote_requests add address bytea not null; -- sealed
alter table remote_requests add answered_device_print bytea; -- secret
alter table remote_requests add asked_device_print bytea; -- secret
alter table remote_requests add channel text not null; -- plain
alter table remote_requests add draft_id uuid not null; -- plain
alter table remote_requests add opened_at timestamp with time zone; -- plain
alter table remote_requests add redeemed_at timestamp with time zone; -- plain
alter table remote_requests add sent_at timestamp with time zone not null; -- plain
alter table remote_requests add times_sent integer default 1 not null; -- plain
alter table remote_requests add token_hash bytea not null; -- secret
alter table remote_requests add constraint remote_requests_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text])));
alter table remote_requests add constraint remote_requests_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES mandate_drafts(id);
alter table remote_requests add constraint remote_requests_pkey PRIMARY KEY (draft_id);
alter table remote_requests add constraint remote_requests_times_sent_check CHECK (((times_sent >= 1) AND (times_sent <= 5)));
alter table remote_requests add constraint remote_requests_token_hash_key UNIQUE (token_hash);
grant delete, insert, select, update on remote_requests to procura_app;
create table sample_lines ();
alter table sample_lines add case_id uuid; -- plain
alter table sample_lines add leaf_id uuid not null; -- plain
alter table sample_lines add n integer not null; -- plain
alter table sample_lines add note bytea; -- sealed
alter table sample_lines add reviewed_at timestamp with time zone; -- plain
alter table sample_lines add reviewed_by uuid; -- personal
alter table sample_lines add sample_id uuid not null; -- plain
alter table sample_lines add use_id uuid not null; -- plain
alter table sample_lines add verdict text; -- plain
alter table sample_lines add constraint sample_lines_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);
alter table sample_lines add constraint sample_lines_check CHECK ((((verdict IS NULL) = (reviewed_by IS NULL)) AND ((verdict IS NULL) = (reviewed_at IS NULL))));
alter table sample_lines add constraint sample_lines_check1 CHECK (((case_id IS NULL) OR (verdict = 'bad'::text)));
alter table sample_lines add constraint sample_lines_n_check CHECK ((n > 0));
alter table sample_lines add constraint sample_lines_pkey PRIMARY KEY (sample_id, n);
alter table sample_lines add constraint sample_lines_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES helpers(id);
alter table sample_lines add constraint sample_lines_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES samples(id);
alter table sample_lines add constraint sample_lines_use_id_fkey FOREIGN KEY (use_id) REFERENCES uses(id);
alter table sample_lines add constraint sample_lines_verdict_check CHECK ((verdict = ANY (ARRAY['good'::text, 'doubtful'::text, 'bad'::text])));
CREATE INDEX sample_lines_to_review ON public.sample_lines USING btree (sample_id) WHERE (verdict IS NULL);
grant insert, select, update on sample_lines to procura_app;
create table samples ();
alter table samples add drawn_at timestamp with time zone not null; -- plain
alter table samples add drawn_by uuid not null; -- personal
alter table samples add ends_at timestamp with time zone not null; -- plain
alter table samples add helper_id uuid; -- personal
alter table samples add id uuid not null; -- plain
alter table samples add organisation_id uuid not null; -- plain
alter table samples add population integer not null; -- plain
alter table samples add root bytea not null; -- plain
alter table samples add seed bytea not null; -- plain
alter table samples add starts_at timestamp with time zone not null; -- plain
alter table samples add tree_size bigint not null; -- plain
alter table samples add up_to bigint not null; -- plain
alter table samples add wanted integer not null; -- plain
alter table samples add constraint samples_check CHECK ((ends_at > starts_at));
alter table samples add constraint samples_drawn_by_fkey FOREIGN KEY (drawn_by) REFERENCES helpers(id);
alter table samples add constraint samples_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table samples add constraint samples_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table samples add constraint samples_pkey PRIMARY KEY (id);
alter table samples add constraint samples_population_check CHECK ((population > 0));
alter table samples add constraint samples_root_check CHECK ((octet_length(root) = 32));
alter table samples add constraint samples_seed_check CHECK ((octet_length(seed) = 32));
alter table samples add constraint samples_tree_size_fkey FOREIGN KEY (tree_size) REFERENCES journal.checkpoints(size);
alter table samples add constraint samples_wanted_check CHECK (((wanted >= 1) AND (wanted <= 200)));
CREATE INDEX samples_by_time ON public.samples USING btree (drawn_at DESC);
CREATE INDEX samples_of_organisation ON public.samples USING btree (organisation_id, drawn_at DESC);
grant insert, select on samples to procura_app;
create table second_factor_tries ();
alter table second_factor_tries add blocked_until timestamp with time zone; -- plain
alter table second_factor_tries add failures integer default 0 not null; -- plain
alter table second_factor_tries add helper_id uuid not null; -- personal
alter table second_factor_tries add constraint second_factor_tries_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table second_factor_tries add constraint second_factor_tries_pkey PRIMARY KEY (helper_id);
grant delete, insert, select, update on second_factor_tries to procura_app;
create table sessions ();
alter table sessions add application_id uuid; -- plain
alter table sessions add created_at timestamp with time zone not null; -- plain
alter table sessions add device text; -- personal
alter table sessions add expires_at timestamp with time zone not null; -- plain
alter table sessions add first_factor_at timestamp with time zone; -- plain
alter table sessions add helper_id uuid; -- personal
alter table sessions add id_hash bytea not null; -- secret
alter table sessions add idle_minutes smallint; -- plain
alter table sessions add language text; -- plain
alter table sessions add organisation_id uuid; -- plain
alter table sessions add person_id uuid; -- personal
alter table sessions add return_to text; -- plain
alter table sessions add root_hash bytea; -- secret
alter table sessions add second_factor_at timestamp with time zone; -- plain
alter table sessions add seen_at timestamp with time zone not null; -- plain
alter table sessions add constraint sessions_are_of_one CHECK (((helper_id IS NULL) OR (person_id IS NULL)));
alter table sessions add constraint sessions_idle_minutes_check CHECK ((idle_minutes > 0));
alter table sessions add constraint sessions_pkey PRIMARY KEY (id_hash);
CREATE INDEX sessions_by_end ON public.sessions USING btree (expires_at);
CREATE INDEX sessions_by_sign ON public.sessions USING btree (seen_at);
CREATE INDEX sessions_of_helper ON public.sessions USING btree (helper_id) WHERE (helper_id IS NOT NULL);
CREATE INDEX sessions_of_person ON public.sessions USING btree (person_id) WHERE (person_id IS NOT NULL);
grant delete, insert, select, update on sessions to procura_app;
create table sign_in_links ();
alter table sign_in_links add created_at timestamp with time zone not null; -- plain
alter table sign_in_links add expires_at timestamp with time zone not null; -- plain
alter table sign_in_links add helper_id uuid not null; -- personal
alter table sign_in_links add redeemed_at timestamp with time zone; -- plain
alter table sign_in_links add token_hash bytea not null; -- secret
alter table sign_in_links add constraint sign_in_links_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table sign_in_links add constraint sign_in_links_pkey PRIMARY KEY (token_hash);
CREATE INDEX sign_in_links_by_end ON public.sign_in_links USING btree (expires_at);
grant delete, insert, select, update on sign_in_links to procura_app;
create table signals ();
alter table signals add answer text; -- plain
alter table signals add attempts integer default 0 not null; -- plain
alter table signals add client_id text not null; -- plain
alter table signals add created_at timestamp with time zone not null; -- plain
alter table signals add due_at timestamp with time zone not null; -- plain
alter table signals add expires_at timestamp with time zone not null; -- plain
alter table signals add failed_at timestamp with time zone; -- plain
alter table signals add id uuid not null; -- plain
alter table signals add kind text not null; -- plain
alter table signals add mandate_id uuid not null; -- plain
alter table signals add procedure text not null; -- plain
alter table signals add told_at timestamp with time zone; -- plain
alter table signals add use_id uuid not null; -- plain
alter table signals add constraint signals_check CHECK (((told_at IS NULL) OR (failed_at IS NULL)));
alter table signals add constraint signals_client_id_fkey FOREIGN KEY (client_id) REFERENCES clients(id);
alter table signals add constraint signals_kind_check CHECK ((kind = ANY (ARRAY['logout'::text, 'session-revoked'::text, 'mandate-ended'::text])));
alter table signals add constraint signals_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id);
alter table signals add constraint signals_pkey PRIMARY KEY (id);
alter table signals add constraint signals_use_id_fkey FOREIGN KEY (use_id) REFERENCES uses(id);
alter table signals add constraint signals_use_id_kind_key UNIQUE (use_id, kind);
CREATE INDEX signals_by_time ON public.signals USING btree (created_at);
CREATE INDEX signals_due ON public.signals USING btree (client_id, due_at) WHERE ((told_at IS NULL) AND (failed_at IS NULL));
CREATE UNIQUE INDEX signals_once ON public.signals USING btree (client_id, mandate_id, procedure) WHERE (kind = 'mandate-ended'::text);
grant insert, select, update on signals to procura_app;
create table signing_keys ();
alter table signing_keys add algorithm text not null; -- plain
alter table signing_keys add created_at timestamp with time zone not null; -- plain
alter table signing_keys add current_at timestamp with time zone; -- plain
alter table signing_keys add kid text not null; -- plain
alter table signing_keys add private_key bytea not null; -- secret
alter table signing_keys add public_key jsonb not null; -- plain
alter table signing_keys add retired_at timestamp with time zone; -- plain
alter table signing_keys add constraint signing_keys_check CHECK (((retired_at IS NULL) OR (current_at IS NOT NULL)));
alter table signing_keys add constraint signing_keys_pkey PRIMARY KEY (kid);
CREATE UNIQUE INDEX signing_keys_current ON public.signing_keys USING btree (algorithm) WHERE ((current_at IS NOT NULL) AND (retired_at IS NULL));
CREATE UNIQUE INDEX signing_keys_next ON public.signing_keys USING btree (algorithm) WHERE (current_at IS NULL);
grant delete, insert, select, update on signing_keys to procura_app;
create table sms_courtesies ();
alter table sms_courtesies add print bytea not null; -- secret
alter table sms_courtesies add told_at timestamp with time zone not null; -- plain
alter table sms_courtesies add constraint sms_courtesies_pkey PRIMARY KEY (print);
CREATE INDEX sms_courtesies_by_age ON public.sms_courtesies USING btree (told_at);
grant delete, insert, select, update on sms_courtesies to procura_app;
create table sms_questions ();
alter table sms_questions add asked_again_at timestamp with time zone; -- plain
alter table sms_questions add asked_at timestamp with time zone not null; -- plain
alter table sms_questions add draft_id uuid not null; -- plain
alter table sms_questions add given_up_at timestamp with time zone; -- plain
alter table sms_questions add message_id uuid not null; -- plain
alter table sms_questions add person_id uuid not null; -- personal
alter table sms_questions add print bytea; -- secret
alter table sms_questions add terms_hash bytea not null; -- plain
alter table sms_questions add words bytea not null; -- sealed
alter table sms_questions add constraint sms_questions_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES mandate_drafts(id);
alter table sms_questions add constraint sms_questions_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
alter table sms_questions add constraint sms_questions_pkey PRIMARY KEY (draft_id);
CREATE INDEX sms_questions_by_print ON public.sms_questions USING btree (print, asked_at DESC);
CREATE INDEX sms_questions_of_person ON public.sms_questions USING btree (person_id);
grant insert, select, update on sms_questions to procura_app;
create table statistics ();
alter table statistics add count integer not null; -- plain
alter table statistics add measure text not null; -- plain
alter table statistics add month date not null; -- plain
alter table statistics add organisation_id uuid; -- plain
alter table statistics add others integer; -- plain
alter table statistics add procedure text default ''::text not null; -- plain
alter table statistics add constraint statistics_check CHECK (((others IS NULL) = (organisation_id IS NOT NULL)));
alter table statistics add constraint statistics_count_check CHECK ((count > 0));
alter table statistics add constraint statistics_measure_check CHECK ((measure = ANY (ARRAY['mandates'::text, 'people'::text, 'uses'::text])));
alter table statistics add constraint statistics_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
CREATE UNIQUE INDEX statistics_of_month ON public.statistics USING btree (organisation_id, month, measure, procedure) NULLS NOT DISTINCT;
grant delete, insert, select, update on statistics to procura_app;
create table statistics_months ();
alter table statistics_months add counted_at timestamp with time zone not null; -- plain
alter table statistics_months add month date not null; -- plain
alter table statistics_months add constraint statistics_months_pkey PRIMARY KEY (month);
grant delete, insert, select, update on statistics_months to procura_app;
create table stop_codes ();
alter table stop_codes add code bytea not null; -- sealed
alter table stop_codes add made_at timestamp with time zone not null; -- plain
alter table stop_codes add mandate_id uuid not null; -- plain
alter table stop_codes add print bytea not null; -- secret
alter table stop_codes add constraint stop_codes_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id);
alter table stop_codes add constraint stop_codes_pkey PRIMARY KEY (mandate_id);
alter table stop_codes add constraint stop_codes_print_key UNIQUE (print);
CREATE CONSTRAINT TRIGGER stop_code_is_journalled AFTER INSERT ON public.stop_codes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal.mandate_must_log();
grant insert, select on stop_codes to procura_app;
create table stop_holders ();
alter table stop_holders add mandate_id uuid not null; -- plain
alter table stop_holders add proved_at timestamp with time zone not null; -- plain
alter table stop_holders add session bytea not null; -- secret
alter table stop_holders add constraint stop_holders_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id);
alter table stop_holders add constraint stop_holders_pkey PRIMARY KEY (session);
alter table stop_holders add constraint stop_holders_session_fkey FOREIGN KEY (session) REFERENCES sessions(id_hash) ON UPDATE CASCADE ON DELETE CASCADE;
grant delete, insert, select, update on stop_holders to procura_app;
create table supervised_territories ();
alter table supervised_territories add duty text default 'supervisor'::text not null; -- plain
alter table supervised_territories add given_at timestamp with time zone not null; -- plain
alter table supervised_territories add helper_id uuid not null; -- personal
alter table supervised_territories add territory text not null; -- plain
alter table supervised_territories add constraint supervised_territories_duty_check CHECK ((duty = 'supervisor'::text));
alter table supervised_territories add constraint supervised_territories_helper_id_duty_fkey FOREIGN KEY (helper_id, duty) REFERENCES helpers(id, duty);
alter table supervised_territories add constraint supervised_territories_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table supervised_territories add constraint supervised_territories_pkey PRIMARY KEY (helper_id, territory);
alter table supervised_territories add constraint supervised_territories_territory_check CHECK ((territory <> ''::text));
grant delete, insert, select, update on supervised_territories to procura_app;
create table supervision_exports ();
alter table supervision_exports add asked_at timestamp with time zone not null; -- plain
alter table supervision_exports add duty text default 'supervisor'::text not null; -- plain
alter table supervision_exports add expected bigint; -- plain
alter table supervision_exports add finished_at timestamp with time zone; -- plain
alter table supervision_exports add format text not null; -- plain
alter table supervision_exports add helper_id uuid not null; -- personal
alter table supervision_exports add id uuid not null; -- plain
alter table supervision_exports add identity_print bytea; -- secret
alter table supervision_exports add is_named boolean not null; -- plain
alter table supervision_exports add lines bigint default 0 not null; -- plain
alter table supervision_exports add seal text; -- plain
alter table supervision_exports add started_at timestamp with time zone; -- plain
alter table supervision_exports add upto bigint not null; -- plain
alter table supervision_exports add words bytea; -- sealed
alter table supervision_exports add constraint supervision_exports_check CHECK (((finished_at IS NULL) = (seal IS NULL)));
alter table supervision_exports add constraint supervision_exports_duty_check CHECK ((duty = 'supervisor'::text));
alter table supervision_exports add constraint supervision_exports_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'jsonl'::text, 'pdf'::text])));
alter table supervision_exports add constraint supervision_exports_helper_id_duty_fkey FOREIGN KEY (helper_id, duty) REFERENCES helpers(id, duty);
alter table supervision_exports add constraint supervision_exports_pkey PRIMARY KEY (id);
CREATE INDEX supervision_exports_of_identity ON public.supervision_exports USING btree (identity_print) WHERE (identity_print IS NOT NULL);
CREATE INDEX supervision_exports_of_supervisor ON public.supervision_exports USING btree (helper_id, asked_at DESC);
grant insert, select, update on supervision_exports to procura_app;
create table supervision_reasons ();
alter table supervision_reasons add duty text default 'supervisor'::text not null; -- plain
alter table supervision_reasons add ended_at timestamp with time zone; -- plain
alter table supervision_reasons add expires_at timestamp with time zone not null; -- plain
alter table supervision_reasons add given_at timestamp with time zone not null; -- plain
alter table supervision_reasons add helper_id uuid not null; -- personal
alter table supervision_reasons add id uuid not null; -- plain
alter table supervision_reasons add purpose text not null; -- plain
alter table supervision_reasons add words bytea; -- sealed
alter table supervision_reasons add constraint supervision_reasons_check CHECK ((expires_at > given_at));
alter table supervision_reasons add constraint supervision_reasons_duty_check CHECK ((duty = 'supervisor'::text));
alter table supervision_reasons add constraint supervision_reasons_helper_id_duty_fkey FOREIGN KEY (helper_id, duty) REFERENCES helpers(id, duty);
alter table supervision_reasons add constraint supervision_reasons_pkey PRIMARY KEY (id);
CREATE INDEX supervision_reasons_of_supervisor ON public.supervision_reasons USING btree (helper_id, given_at DESC);
CREATE UNIQUE INDEX supervision_reasons_standing ON public.supervision_reasons USING btree (helper_id) WHERE (ended_at IS NULL);
CREATE INDEX supervision_reasons_with_words ON public.supervision_reasons USING btree (given_at) WHERE (words IS NOT NULL);
grant insert, select, update on supervision_reasons to procura_app;
create table supervision_searches ();
alter table supervision_searches add created_at timestamp with time zone not null; -- plain
alter table supervision_searches add duty text default 'supervisor'::text not null; -- plain
alter table supervision_searches add helper_id uuid not null; -- personal
alter table supervision_searches add id uuid not null; -- plain
alter table supervision_searches add identity_print bytea; -- secret
alter table supervision_searches add kept_at timestamp with time zone; -- plain
alter table supervision_searches add words bytea not null; -- sealed
alter table supervision_searches add constraint supervision_searches_duty_check CHECK ((duty = 'supervisor'::text));
alter table supervision_searches add constraint supervision_searches_helper_id_duty_fkey FOREIGN KEY (helper_id, duty) REFERENCES helpers(id, duty);
alter table supervision_searches add constraint supervision_searches_pkey PRIMARY KEY (id);
CREATE INDEX supervision_searches_kept ON public.supervision_searches USING btree (helper_id, kept_at DESC) WHERE (kept_at IS NOT NULL);
CREATE INDEX supervision_searches_of_identity ON public.supervision_searches USING btree (identity_print) WHERE (identity_print IS NOT NULL);
CREATE INDEX supervision_searches_passing ON public.supervision_searches USING btree (created_at) WHERE (kept_at IS NULL);
grant delete, insert, select, update on supervision_searches to procura_app;
create table suspensions ();
alter table suspensions add id uuid not null; -- plain
alter table suspensions add kind text not null; -- plain
alter table suspensions add lift_tells boolean default false not null; -- plain
alter table suspensions add lift_told integer default 0 not null; -- plain
alter table suspensions add lift_told_after uuid; -- plain
alter table suspensions add lift_told_at timestamp with time zone; -- plain
alter table suspensions add lifted_at timestamp with time zone; -- plain
alter table suspensions add lifted_by uuid; -- personal
alter table suspensions add rule text; -- plain
alter table suspensions add suspended_at timestamp with time zone not null; -- plain
alter table suspensions add suspended_by uuid; -- personal
alter table suspensions add target text not null; -- personal
alter table suspensions add tells boolean default false not null; -- plain
alter table suspensions add told integer default 0 not null; -- plain
alter table suspensions add told_after uuid; -- plain
alter table suspensions add told_at timestamp with time zone; -- plain
alter table suspensions add constraint suspensions_by_somebody_or_a_rule CHECK (((suspended_by IS NULL) = (rule IS NOT NULL)));
alter table suspensions add constraint suspensions_check CHECK (((lifted_by IS NULL) = (lifted_at IS NULL)));
alter table suspensions add constraint suspensions_kind_check CHECK ((kind = ANY (ARRAY['helper'::text, 'organisation'::text, 'client'::text])));
alter table suspensions add constraint suspensions_lift_tells CHECK (((NOT lift_tells) OR (lifted_at IS NOT NULL)));
alter table suspensions add constraint suspensions_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES helpers(id);
alter table suspensions add constraint suspensions_pkey PRIMARY KEY (id);
alter table suspensions add constraint suspensions_suspended_by_fkey FOREIGN KEY (suspended_by) REFERENCES helpers(id);
CREATE INDEX suspensions_by_time ON public.suspensions USING btree (suspended_at DESC);
CREATE INDEX suspensions_of ON public.suspensions USING btree (kind, target, suspended_at DESC);
CREATE UNIQUE INDEX suspensions_standing ON public.suspensions USING btree (kind, target) WHERE (lifted_at IS NULL);
CREATE INDEX suspensions_to_tell ON public.suspensions USING btree (suspended_at) WHERE (tells AND (told_at IS NULL));
CREATE INDEX suspensions_to_tell_lifted ON public.suspensions USING btree (lifted_at) WHERE (lift_tells AND (lift_told_at IS NULL));
grant insert, select, update on suspensions to procura_app;
create table territory_days ();
alter table territory_days add count integer not null; -- plain
alter table territory_days add day date not null; -- plain
alter table territory_days add key text not null; -- plain
alter table territory_days add measure text not null; -- plain
alter table territory_days add territory text; -- plain
alter table territory_days add constraint territory_days_count_check CHECK ((count > 0));
alter table territory_days add constraint territory_days_measure_check CHECK ((measure = ANY (ARRAY['uses'::text, 'refusals'::text, 'endings'::text])));
alter table territory_days add constraint territory_days_measure_day_territory_key_key UNIQUE NULLS NOT DISTINCT (measure, day, territory, key);
CREATE INDEX territory_days_of_territory ON public.territory_days USING btree (territory, measure, day);
CREATE TRIGGER territory_days_add_up AFTER INSERT ON public.territory_days REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION sum_for_the_country();
CREATE TRIGGER territory_days_add_up_again AFTER UPDATE ON public.territory_days REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION sum_for_the_country();
grant insert, select, update on territory_days to procura_app;
create table totp_cards ();
alter table totp_cards add factor_id uuid; -- plain
alter table totp_cards add helper_id uuid; -- personal
alter table totp_cards add imported_at timestamp with time zone not null; -- plain
alter table totp_cards add organisation_id uuid not null; -- plain
alter table totp_cards add period smallint not null; -- plain
alter table totp_cards add retired_at timestamp with time zone; -- plain
alter table totp_cards add retired_because text; -- plain
alter table totp_cards add seed bytea not null; -- secret
alter table totp_cards add serial text not null; -- plain
alter table totp_cards add constraint totp_cards_check CHECK (((retired_at IS NULL) = (retired_because IS NULL)));
alter table totp_cards add constraint totp_cards_check1 CHECK (((helper_id IS NULL) = (factor_id IS NULL)));
alter table totp_cards add constraint totp_cards_check2 CHECK (((retired_at IS NULL) OR (helper_id IS NULL)));
alter table totp_cards add constraint totp_cards_factor_id_fkey FOREIGN KEY (factor_id) REFERENCES totp_factors(id);
alter table totp_cards add constraint totp_cards_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table totp_cards add constraint totp_cards_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table totp_cards add constraint totp_cards_period_check CHECK ((period = ANY (ARRAY[30, 60])));
alter table totp_cards add constraint totp_cards_pkey PRIMARY KEY (organisation_id, serial);
alter table totp_cards add constraint totp_cards_retired_because_check CHECK ((retired_because = ANY (ARRAY['lost'::text, 'broken'::text])));
alter table totp_cards add constraint totp_cards_serial_check CHECK ((serial ~ '^[A-Z0-9-]{4,32}$'::text));
CREATE UNIQUE INDEX totp_cards_of_helper ON public.totp_cards USING btree (helper_id) WHERE (helper_id IS NOT NULL);
grant delete, insert, select, update on totp_cards to procura_app;
create table totp_factors ();
alter table totp_factors add blocked_until timestamp with time zone; -- plain
alter table totp_factors add confirmed_at timestamp with time zone; -- plain
alter table totp_factors add created_at timestamp with time zone not null; -- plain
alter table totp_factors add drift integer default 0 not null; -- plain
alter table totp_factors add failures integer default 0 not null; -- plain
alter table totp_factors add helper_id uuid not null; -- personal
alter table totp_factors add id uuid not null; -- plain
alter table totp_factors add kind text default 'application'::text not null; -- plain
alter table totp_factors add label text not null; -- plain
alter table totp_factors add last_step bigint default 0 not null; -- plain
alter table totp_factors add last_used_at timestamp with time zone; -- plain
alter table totp_factors add period smallint default 30 not null; -- plain
alter table totp_factors add removed_at timestamp with time zone; -- plain
alter table totp_factors add secret bytea not null; -- secret
alter table totp_factors add constraint totp_factors_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table totp_factors add constraint totp_factors_kind_check CHECK ((kind = ANY (ARRAY['application'::text, 'card'::text])));
alter table totp_factors add constraint totp_factors_period_check CHECK ((period = ANY (ARRAY[30, 60])));
alter table totp_factors add constraint totp_factors_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX totp_factors_begun ON public.totp_factors USING btree (helper_id) WHERE ((removed_at IS NULL) AND (confirmed_at IS NULL));
CREATE UNIQUE INDEX totp_factors_of_helper ON public.totp_factors USING btree (helper_id, kind) WHERE ((removed_at IS NULL) AND (confirmed_at IS NOT NULL));
grant delete, insert, select, update on totp_factors to procura_app;
create table trainings ();
alter table trainings add body text not null; -- plain
alter table trainings add decided_at timestamp with time zone; -- plain
alter table trainings add decided_by uuid; -- personal
alter table trainings add decision text; -- plain
alter table trainings add file bytea not null; -- sealed
alter table trainings add file_hash bytea not null; -- plain
alter table trainings add helper_id uuid not null; -- personal
alter table trainings add id uuid not null; -- plain
alter table trainings add media_type text not null; -- plain
alter table trainings add reason text; -- plain
alter table trainings add recorded_at timestamp with time zone not null; -- plain
alter table trainings add recorded_by uuid not null; -- personal
alter table trainings add trained_on date not null; -- plain
alter table trainings add constraint trainings_check CHECK (((decision IS NULL) = (decided_at IS NULL)));
alter table trainings add constraint trainings_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES helpers(id);
alter table trainings add constraint trainings_decision_check CHECK ((decision = ANY (ARRAY['accepted'::text, 'refused'::text])));
alter table trainings add constraint trainings_file_check CHECK ((octet_length(file) <= 2800000));
alter table trainings add constraint trainings_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table trainings add constraint trainings_media_type_check CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text])));
alter table trainings add constraint trainings_pkey PRIMARY KEY (id);
alter table trainings add constraint trainings_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES helpers(id);
CREATE INDEX trainings_of_helper ON public.trainings USING btree (helper_id, recorded_at DESC);
CREATE INDEX trainings_waiting ON public.trainings USING btree (recorded_at) WHERE (decided_at IS NULL);
CREATE UNIQUE INDEX trainings_waiting_of_helper ON public.trainings USING btree (helper_id) WHERE (decided_at IS NULL);
grant delete, insert, select, update on trainings to procura_app;
create table upstream_requests ();
alter table upstream_requests add created_at timestamp with time zone not null; -- plain
alter table upstream_requests add draft_id uuid; -- plain
alter table upstream_requests add expires_at timestamp with time zone not null; -- plain
alter table upstream_requests add purpose text not null; -- plain
alter table upstream_requests add redeemed_at timestamp with time zone; -- plain
alter table upstream_requests add refusal text; -- plain
alter table upstream_requests add returns_to text; -- plain
alter table upstream_requests add secrets bytea not null; -- secret
alter table upstream_requests add session_hash bytea not null; -- secret
alter table upstream_requests add sign_out_state_hash bytea; -- secret
alter table upstream_requests add state_hash bytea not null; -- secret
alter table upstream_requests add constraint upstream_requests_of_draft CHECK (((purpose <> 'person'::text) OR (draft_id IS NOT NULL)));
alter table upstream_requests add constraint upstream_requests_outcome CHECK (((sign_out_state_hash IS NULL) OR (returns_to IS NOT NULL)));
alter table upstream_requests add constraint upstream_requests_pkey PRIMARY KEY (state_hash);
alter table upstream_requests add constraint upstream_requests_purpose_check CHECK ((purpose ~ '^[a-z-]{1,40}$'::text));
alter table upstream_requests add constraint upstream_requests_sign_out_state_hash_key UNIQUE (sign_out_state_hash);
CREATE INDEX upstream_requests_by_end ON public.upstream_requests USING btree (expires_at);
grant delete, insert, select, update on upstream_requests to procura_app;
create table uses ();
alter table uses add client_id text not null; -- plain
alter table uses add client_name text not null; -- plain
alter table uses add disclosed_at timestamp with time zone; -- plain
alter table uses add ended_at timestamp with time zone; -- plain
alter table uses add helper_id uuid not null; -- personal
alter table uses add id uuid not null; -- plain
alter table uses add mandate_id uuid not null; -- plain
alter table uses add organisation_id uuid not null; -- plain
alter table uses add person_id uuid not null; -- personal
alter table uses add procedure text not null; -- plain
alter table uses add sensitive_acts text[] default '{}'::text[] not null; -- plain
alter table uses add signalled_at timestamp with time zone; -- plain
alter table uses add txn text not null; -- plain
alter table uses add used_at timestamp with time zone not null; -- plain
alter table uses add constraint uses_client_id_fkey FOREIGN KEY (client_id) REFERENCES clients(id);
alter table uses add constraint uses_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES helpers(id);
alter table uses add constraint uses_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id);
alter table uses add constraint uses_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table uses add constraint uses_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
alter table uses add constraint uses_pkey PRIMARY KEY (id);
alter table uses add constraint uses_txn_key UNIQUE (txn);
CREATE INDEX uses_by_time ON public.uses USING brin (used_at);
CREATE INDEX uses_of_client ON public.uses USING btree (client_id, person_id);
CREATE INDEX uses_of_helper ON public.uses USING btree (helper_id, used_at DESC);
CREATE INDEX uses_of_mandate ON public.uses USING btree (mandate_id, used_at DESC);
CREATE INDEX uses_of_person ON public.uses USING btree (person_id, used_at DESC);
CREATE INDEX uses_running ON public.uses USING btree (mandate_id, procedure) WHERE (ended_at IS NULL);
CREATE INDEX uses_running_of_client ON public.uses USING btree (client_id) WHERE (ended_at IS NULL);
CREATE INDEX uses_running_of_helper ON public.uses USING btree (helper_id) WHERE (ended_at IS NULL);
CREATE INDEX uses_running_of_organisation ON public.uses USING btree (organisation_id) WHERE (ended_at IS NULL);
CREATE INDEX uses_to_signal ON public.uses USING btree (ended_at) WHERE ((ended_at IS NOT NULL) AND (signalled_at IS NULL));
CREATE CONSTRAINT TRIGGER use_is_journalled AFTER INSERT ON public.uses DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal.mandate_must_log();
grant insert, select, update on uses to procura_app;
create table verifications ();
alter table verifications add done bigint default 0 not null; -- plain
alter table verifications add faults integer default 0 not null; -- plain
alter table verifications add finished_at timestamp with time zone; -- plain
alter table verifications add first_fault text; -- plain
alter table verifications add id uuid not null; -- plain
alter table verifications add requested_at timestamp with time zone not null; -- plain
alter table verifications add requested_by uuid not null; -- personal
alter table verifications add running_until timestamp with time zone not null; -- plain
alter table verifications add runs integer default 0 not null; -- plain
alter table verifications add size bigint default 0 not null; -- plain
alter table verifications add constraint verifications_pkey PRIMARY KEY (id);
alter table verifications add constraint verifications_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES helpers(id);
CREATE INDEX verifications_by_end ON public.verifications USING btree (finished_at DESC) WHERE (finished_at IS NOT NULL);
CREATE UNIQUE INDEX verifications_running ON public.verifications USING btree (((finished_at IS NULL))) WHERE (finished_at IS NULL);
grant insert, select, update on verifications to procura_app;
create table webauthn_challenges ();
alter table webauthn_challenges add challenge_hash bytea not null; -- secret
alter table webauthn_challenges add expires_at timestamp with time zone not null; -- plain
alter table webauthn_challenges add purpose text not null; -- plain
alter table webauthn_challenges add session_hash bytea not null; -- secret
alter table webauthn_challenges add constraint webauthn_challenges_pkey PRIMARY KEY (challenge_hash);
alter table webauthn_challenges add constraint webauthn_challenges_purpose_check CHECK ((purpose = ANY (ARRAY['registration'::text, 'proof'::text])));
CREATE INDEX webauthn_challenges_by_end ON public.webauthn_challenges USING btree (expires_at);
grant delete, insert, select, update on webauthn_challenges to procura_app;
create function classify(of_table regclass, class text, columns text) returns void; -- 35505e871598
create function entries_move_with_the_organisation() returns trigger security definer; -- c64cbdc81230
create function forget_names() returns trigger; -- 890679ddd962
create function forget_prints() returns trigger; -- 75ca7f5faabf
create function forget_what_supervisors_wrote() returns trigger security definer; -- 38da43205ea3
create function journal.begin_volume(volume bigint) returns void security definer; -- dc2f5dfdc19a
revoke all on function journal.begin_volume(volume bigint) from public;
grant execute on function journal.begin_volume(volume bigint) to procura_sequencer;
create function journal.case_must_log() returns trigger security definer; -- 0749c1610075
create domain journal.chain_place as integer; alter domain journal.chain_place add CHECK ((VALUE > 0));
create function journal.checkpoint_gains() returns trigger; -- 31f3064ada65
create function journal.closing_stands() returns trigger; -- 3aa497f10e79
create function journal.count_sealed(subject uuid) returns bigint security definer; -- 3f501e2c4750
revoke all on function journal.count_sealed(subject uuid) from public;
grant execute on function journal.count_sealed(subject uuid) to procura_app;
create function journal.drop_volume(gone bigint, at timestamp with time zone) returns void; -- 9dd5df59d2f3
revoke all on function journal.drop_volume(gone bigint, at timestamp with time zone) from public;
create domain journal.entry_leaf as bytea; alter domain journal.entry_leaf add CHECK (((octet_length(VALUE) >= 2) AND (octet_length(VALUE) <= 16384)));
create function journal.erase_subject(subject uuid, named uuid, erased_at timestamp with time zone) returns void security definer; -- 56f7d5a658b4
revoke all on function journal.erase_subject(subject uuid, named uuid, erased_at timestamp with time zone) from public;
create function journal.erase_subject(subject uuid, named uuid, erased_at timestamp with time zone, declared bigint) returns void security definer; -- 8a7d0a0f3191
revoke all on function journal.erase_subject(subject uuid, named uuid, erased_at timestamp with time zone, declared bigint) from public;
grant execute on function journal.erase_subject(subject uuid, named uuid, erased_at timestamp with time zone, declared bigint) to procura_app;
create function journal.first_of(volume bigint) returns bigint; -- 1fd26a8a5d1f
create function journal.head_advances() returns trigger; -- 2f5466f0f9ea
create function journal.is_dropped(of_volume bigint) returns boolean; -- 18c9676c00ba
create function journal.mandate_must_log() returns trigger security definer; -- 6337d4bc7ea3
create function journal.must_log() returns trigger security definer; -- 1852b6ab346f
create function journal.next_entry_id() returns bigint; -- 55c8e4d639bd
create function journal.only_under_a_key() returns trigger security definer; -- 89c575b0e795
create function journal.refuse() returns trigger; -- 0a858a1850c7
create function journal.require_entry(ref uuid, table_name text) returns void security definer; -- 2c75f80e4689
create function journal.stand_still() returns void security definer; -- 617d965430e8
revoke all on function journal.stand_still() from public;
grant execute on function journal.stand_still() to procura_sequencer;
create function journal.territory_of_entry() returns trigger security definer; -- 929510892cfb
create function journal.tile_grows() returns trigger; -- 1d1738bb4e94
create function journal.volume_of(place bigint) returns bigint; -- d882417f7f5e
create function keep_helper_name() returns trigger security definer; -- 43bb70eea54e
create function keep_organisation_name() returns trigger security definer; -- 413b78e66be6
create function keep_organisation_standing() returns trigger security definer; -- 2a8c2d6a65af
create function keep_standing() returns trigger security definer; -- f292c3d63141
create function note_who_waits() returns trigger; -- 8258bd8e4112
create function plain_letters(said text) returns text; -- 72e333110e14
create function say_hours_in_the_directory() returns trigger; -- f4904e7ea81e
create function search_words(said text) returns tsvector; -- 0acedaedca9a
create function sum_for_the_country() returns trigger security definer; -- 7d24bc2fb791
