import { randomBytes, randomUUID } from 'node:crypto';
import { after, day } from '../../../src/clock.ts';
import { atomically, type Work, type WorkNeeds } from '../../../src/db/database.ts';
import type { Session } from '../../../src/http/sessions.ts';
import { insertSession } from '../../../src/http/store.ts';
import { append } from '../../../src/journal/append.ts';
import { sealForSubject } from '../../../src/journal/subject-keys.ts';
import { termsContext, termsHash, termsText, writeTerms } from '../../../src/mandates/attestation.ts';
import type { Draft } from '../../../src/mandates/draft.ts';
import { insertDraft } from '../../../src/mandates/draft-store.ts';
import type { Mandate } from '../../../src/mandates/mandate.ts';
import type { Procedure } from '../../../src/mandates/procedures.ts';
import { namePrints } from '../../../src/mandates/name-prints.ts';
import { insertMandate, insertNamePrints } from '../../../src/mandates/store.ts';
import { insertUse } from '../../../src/mandates/use-store.ts';
import { recognisePerson } from '../../../src/people/recognise-person.ts';
import { findPerson } from '../../../src/people/store.ts';
import { hashSecret } from '../../../src/vault.ts';
import { josephine, type TestHelper } from '../../support/world.ts';

const atATime = 50;

const procedures: readonly Procedure[] = ['logement', 'papiers', 'social'];

/** A helper's cookie, as if they had just given both factors. */
export function signedIn(needs: WorkNeeds, helper: TestHelper): Promise<Record<string, string>> {
  const at = needs.clock.now();
  const ofHelper = { helperId: helper.id, organisationId: helper.organisation.id, firstFactorAt: at, secondFactorAt: at };
  return cookieOf(needs, { ...ofHelper, personId: null });
}

/** A person's cookie, as if FranceConnect had just vouched for them. */
export function atHome(needs: WorkNeeds, personId: string): Promise<Record<string, string>> {
  const nobody = { helperId: null, organisationId: null, secondFactorAt: null };
  return cookieOf(needs, { ...nobody, firstFactorAt: needs.clock.now(), personId });
}

type Who = Pick<Session, 'helperId' | 'organisationId' | 'personId' | 'firstFactorAt' | 'secondFactorAt'>;

async function cookieOf(needs: WorkNeeds, who: Who): Promise<Record<string, string>> {
  const id = randomBytes(32).toString('base64url');
  const at = needs.clock.now();
  await atomically(needs, ({ tx }) =>
    insertSession(tx, {
      ...{ ...who, idHash: hashSecret(id), returnTo: null, language: null, idleMinutes: null },
      ...{ createdAt: at, seenAt: at, expiresAt: after(at, day / 2) },
    }),
  );
  return { procura: id };
}

/** So many people, each with an active mandate; many in a transaction, since thousands by the pages' own way take minutes. */
export async function mandates(needs: WorkNeeds, helper: TestHelper, count: number): Promise<Mandate[]> {
  const made: Mandate[] = [];
  while (made.length < count) {
    await atomically(needs, async (work) => {
      for (let n = Math.min(atATime, count - made.length); n > 0; n--) made.push(await mandate(work, helper));
    });
  }
  return made;
}

/** So many past uses of a mandate, each with its entry. */
export async function uses(needs: WorkNeeds, mandate: Mandate, helper: TestHelper, count: number): Promise<void> {
  for (let left = count; left > 0; left -= atATime) {
    await atomically(needs, async (work) => {
      for (let n = Math.min(atATime, left); n > 0; n--) await use(work, mandate, { helper, usedAt: after(work.at, -(left - n) * 1_000) });
    });
  }
}

async function use(work: Work, mandate: Mandate, { helper, usedAt }: { helper: TestHelper; usedAt: Date }): Promise<void> {
  const [id, { id: organisationId }, procedure] = [randomUUID(), helper.organisation, 'papiers' as const];
  const person = await findPerson(work.tx, work.vault, mandate.personId);
  await insertUse(work.tx, {
    ...{ id, txn: `u_${id}`, mandateId: mandate.id, personId: mandate.personId, helperId: helper.id, organisationId, procedure },
    ...{ clientId: 'bench-direct', clientName: 'Bench', sensitiveActs: [], usedAt, disclosedAt: usedAt, endedAt: null },
  });
  const about = { mandate, useId: id, helper, organisationId, clientId: 'bench-direct', procedure };
  await append(work, { event: 'mandate_used', ...about, ...(person && { person }), details: { txn: `u_${id}` } });
}

/** So many entries that a helper's activity finds. */
export async function entries(needs: WorkNeeds, helper: TestHelper, count: number): Promise<void> {
  for (let left = count; left > 0; left -= atATime * 10) {
    await atomically(needs, async (work) => {
      for (let n = Math.min(atATime * 10, left); n > 0; n--) {
        await append(work, { event: 'helper_signed_in', helper, organisationId: helper.organisation.id });
      }
    });
  }
}

async function mandate(work: Work, helper: TestHelper): Promise<Mandate> {
  const id = randomUUID();
  const { organisation } = helper;
  const identity = { ...josephine, givenName: `Joséphine ${id.slice(0, 4)}`, familyName: `ST-PIERRE ${id.slice(4, 8)}` };
  const person = await recognisePerson(work, { issuer: 'https://fc.example', subject: id, identity });
  const period = { startsAt: work.at, expiresAt: after(work.at, 31 * day) };
  const text = termsText(
    writeTerms({ language: 'fr', person: identity, organisation, helperName: 'Armand', namedHelpers: null, procedures, ...period }),
  );
  const terms = await sealForSubject(work, person.subjectRef, { context: termsContext(id), plain: text });
  const common = {
    ...{ id, journalRef: randomUUID(), organisationId: organisation.id, helperId: helper.id, personId: person.id, ...period },
    ...{ duration: 'month' as const, language: 'fr' as const, termsHash: termsHash(text), agreedAt: work.at, namedHelpers: null },
  };
  const draft: Draft = {
    ...common,
    ...{
      procedures,
      state: 'active',
      renews: null,
      requestedAt: null,
      offeredAt: null,
      reply: null,
      terms,
      endCause: null,
      lapsesAt: after(work.at, day),
      createdAt: work.at,
    },
  };
  const covered = procedures.map((code) => ({ code, revokedAt: null, endCause: null }));
  const concluded: Mandate = { ...common, concludedAt: work.at, revokedAt: null, procedures: covered };
  await insertDraft(work.tx, draft);
  await insertMandate(work.tx, concluded, terms);
  await insertNamePrints(work.tx, person.id, namePrints(work.vault, organisation.id, person.identity));
  await append(work, { event: 'mandate_concluded', mandate: concluded, person, helper, organisationId: organisation.id });
  return concluded;
}
