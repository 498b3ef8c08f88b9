import type { SealedColumn } from '../db/reseal-store.ts';

/**
 * Everything the master key seals, wherever it lies, and the context each value is bound to, as its room makes it. What is sealed with
 * a person's own key follows that key. A test holds this list against every secret column of the schema.
 */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'kept_keys', column: 'wrapped', id: 'purpose', type: 'text', purpose: 'kept-key', context: 'purpose' },
  {
    ...{ table: 'journal.subject_keys', column: 'wrapped_dek', id: 'subject_ref', type: 'uuid', keyId: 'kek_id' },
    ...{ purpose: 'subject-key', context: 'subject_ref::text' },
  },
  { table: 'totp_factors', column: 'secret', id: 'id', type: 'uuid', purpose: 'totp', context: 'id::text' },
  {
    ...{ table: 'totp_cards', column: 'seed', id: "organisation_id || '/' || serial", type: 'text' },
    ...{ purpose: 'totp-card', context: "organisation_id || '/' || serial" },
  },
  { table: 'recovery_codes', column: 'shown', id: 'code_hash', type: 'bytea', purpose: 'recovery-code', context: 'helper_id::text' },
  { table: 'clients', column: 'secret', id: 'id', type: 'text', purpose: 'client-secret', context: "'client/' || id || '/secret'" },
  {
    ...{ table: 'clients', column: 'events_authorization', id: 'id', type: 'text' },
    ...{ purpose: 'events-authorization', context: "'client/' || id || '/events'" },
  },
  { table: 'signing_keys', column: 'private_key', id: 'kid', type: 'text', purpose: 'signing-key', context: "'signing-key/' || kid" },
  { table: 'paper_keys', column: 'private_key', id: 'kid', type: 'text', purpose: 'paper-key', context: "'paper-key/' || kid" },
  {
    ...{ table: 'upstream_requests', column: 'secrets', id: 'state_hash', type: 'bytea' },
    ...{ purpose: 'upstream-request', context: "encode(state_hash, 'base64')" },
  },
  {
    ...{ table: 'remote_requests', column: 'address', id: 'draft_id', type: 'uuid' },
    ...{ purpose: 'remote-request', context: 'draft_id::text' },
  },
  // messages to somebody who has no key
  {
    ...{ table: 'outbox', column: 'message', id: 'id', type: 'uuid', where: 'subject_ref is null' },
    ...{ purpose: 'outbox', context: "'outbox/' || id" },
  },
  { table: 'oidc_payloads', column: 'payload', id: 'id_hash', type: 'bytea', purpose: 'oidc-payload', context: "encode(id_hash, 'hex')" },
];
