import { randomUUID } from 'node:crypto';
import { day } from '../../src/clock.ts';
import { atomically, type WorkNeeds } from '../../src/db/database.ts';
import type { Language } from '../../src/http/languages.ts';
import { createSubject, serviceSubject } from '../../src/journal/subject-keys.ts';
import { agreeToMandate } from '../../src/mandates/agree-to-mandate.ts';
import { concludeMandate } from '../../src/mandates/conclude-mandate.ts';
import { draftMandate } from '../../src/mandates/draft-mandate.ts';
import type { Draft } from '../../src/mandates/draft.ts';
import { identifyPrincipal } from '../../src/mandates/identify-principal.ts';
import type { Duration, Mandate } from '../../src/mandates/mandate.ts';
import type { Procedure } from '../../src/mandates/procedures.ts';
import type { Helper, Role } from '../../src/organisations/helper.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import * as organisations from '../../src/organisations/store.ts';
import type { PivotIdentity } from '../../src/people/person.ts';
import type { Client } from '../../src/provider/client.ts';
import { registrationForm } from '../../src/provider/forms.ts';
import { registerClient } from '../../src/provider/register-client.ts';
import { giveFactor } from './factor.ts';

/** A helper of the world, and how they prove who they are. */
export interface TestHelper extends Helper {
  readonly organisation: Organisation;
  readonly totpSecret: string;
}

interface DraftTerms {
  readonly helper: TestHelper;
  readonly procedures?: readonly Procedure[];
  readonly duration?: Duration;
  readonly language?: Language;
  readonly namedHelpers?: readonly string[];
  readonly renews?: string;
}

interface Identifying {
  readonly identity?: PivotIdentity;
  /** By whom, and how they call the person there. */
  readonly vouched?: { readonly issuer: string; readonly subject: string };
}

export const josephine: PivotIdentity = {
  ...{ givenName: 'Joséphine', familyName: 'ST-PIERRE', birthdate: '1969-12-15', gender: 'female' },
  ...{ birthplace: '70447', birthcountry: '99100', email: 'josephine@example.fr' },
};

const totpSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** Fills in everything a test does not speak of: if a test sets it, it matters. */
export class World {
  readonly needs: WorkNeeds;
  #count = 0;

  constructor(needs: WorkNeeds) {
    this.needs = needs;
  }

  async begin(): Promise<this> {
    await atomically(this.needs, (work) => createSubject(work, serviceSubject));
    return this;
  }

  organisation(facts: Partial<Organisation> = {}): Promise<Organisation> {
    const number = ++this.#count;
    const organisation: Organisation = {
      ...{ id: randomUUID(), siret: String(10_000_000_000_000 + number), name: `CCAS n° ${String(number)}`, kind: 'CCAS' },
      ...{ address: '1 place de la Mairie, 70000 Vesoul', territory: '70', excludedProcedures: [] },
      ...{ certifiedAt: this.#ago(100), certificationExpiresAt: null, suspendedAt: null, withdrawnAt: null },
      ...facts,
    };
    return atomically(this.needs, async ({ tx, at }) => {
      await organisations.insertOrganisation(tx, organisation, at);
      return organisation;
    });
  }

  async helper({
    organisation,
    role = 'helper',
    ...facts
  }: Partial<Helper> & { organisation?: Organisation; role?: Role } = {}): Promise<TestHelper> {
    const place = organisation ?? (await this.organisation());
    const number = ++this.#count;
    return atomically(this.needs, async (work) => {
      const helper: Helper = {
        ...{
          id: randomUUID(),
          subjectRef: await createSubject(work),
          email: `armand${String(number)}@ccas.example`,
          givenName: 'Armand',
          familyName: `GIRAUD${String(number)}`,
        },
        ...{ certifiedAt: this.#ago(50), certificationExpiresAt: null, suspendedAt: null, withdrawnAt: null, duty: 'helper' },
        ...facts,
      };
      await organisations.insertHelper(work.tx, helper, work.at);
      await organisations.insertMembership(work.tx, {
        helperId: helper.id,
        organisationId: place.id,
        role,
        joinedAt: this.#ago(60),
      });
      await giveFactor(work, helper, totpSecret);
      return { ...helper, organisation: place, totpSecret };
    });
  }

  draft({ procedures = ['papiers'], duration = 'month', language = 'fr', ...terms }: DraftTerms): Promise<Draft> {
    const { organisation } = terms.helper;
    return atomically(this.needs, (work) => draftMandate(work, { ...terms, organisation, procedures, duration, language }));
  }

  identify(
    draft: Draft,
    { helper, identity = josephine, idpId = null, vouched }: Identifying & { helper: TestHelper; idpId?: string | null },
  ): Promise<Draft> {
    const { issuer, subject } = vouched ?? { issuer: 'https://fc.example', subject: `${identity.givenName} ${identity.familyName}` };
    const upstream = { issuer, subject, acr: 'eidas1', ownIdpId: 'procura' };
    return atomically(this.needs, (work) =>
      identifyPrincipal(work, { draftId: draft.id, helper, organisation: helper.organisation, identity, idpId, ...upstream }),
    );
  }

  /** An active mandate, by the real verbs. */
  async mandate({ identity = josephine, vouched, helper, ...terms }: DraftTerms & Identifying): Promise<Mandate> {
    const draft = await this.identify(await this.draft({ helper, ...terms }), { helper, identity, ...(vouched && { vouched }) });
    const who = { draftId: draft.id, helper, organisationId: helper.organisation.id };
    return atomically(this.needs, async (work) => {
      await agreeToMandate(work, { ...who, protection: 'none', termsHash: draft.termsHash?.toString('hex') ?? '' });
      return (await concludeMandate(work, who)).mandate;
    });
  }

  /** A relying party of the direct dialect, unless told otherwise. */
  client(facts: Record<string, unknown> = {}): Promise<Client> {
    const registration = registrationForm.parse({
      ...{ id: `service-${String(++this.#count)}`, name: 'Caisse de démonstration', dialect: 'direct', delegationMode: 'aware-act' },
      ...{ procedures: ['papiers', 'famille', 'social', 'logement', 'argent'], authentication: 'client_secret_basic' },
      ...{ redirectUris: ['https://service.example/callback'], postLogoutRedirectUris: ['https://service.example/bye'] },
      ...facts,
    });
    return atomically(this.needs, (work) => registerClient(work, registration));
  }

  #ago(days: number): Date {
    return new Date(this.needs.clock.now().getTime() - days * day);
  }
}
