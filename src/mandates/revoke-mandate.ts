import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Person } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import type { Mandate, RevocationChannel } from './mandate.ts';
import type { Procedure } from './procedures.ts';
import * as store from './store.ts';

export interface Revocation {
  readonly mandateId: string;
  readonly helper: Helper;
  readonly organisationId: string;
  /** Null: the whole mandate. */
  readonly procedure: Procedure | null;
  readonly channel: RevocationChannel;
}

export interface Revoked {
  readonly mandate: Mandate;
  readonly person: Person;
  /** What this act ended; nothing when it was ended before. */
  readonly ended: readonly Procedure[];
}

/** Ends one procedure, or all, at once: the uses under way end with it. Revoking twice is not an error: the first one stands. */
export async function revokeMandate(work: Work, { mandateId, helper, organisationId, procedure, channel }: Revocation): Promise<Revoked> {
  const mandate = await store.lockForChange(work.tx, mandateId);
  if (mandate?.organisationId !== organisationId) throw new Refusal('mandate_unknown');
  if (procedure && !mandate.procedures.some(({ code }) => code === procedure)) throw new Refusal('procedure_not_covered');
  if (work.at >= mandate.expiresAt) throw new Refusal('mandate_expired');
  const person = await findPerson(work.tx, work.vault, mandate.personId);
  if (!person) throw new Refusal('mandate_unknown');
  const running = mandate.procedures.filter(({ revokedAt }) => !revokedAt).map(({ code }) => code);
  const ended = running.filter((code) => !procedure || code === procedure);
  if (ended.length === 0) return { mandate, person, ended };
  await store.endProcedures(work.tx, mandate.id, { codes: ended, cause: 'revoked', channel, at: work.at });
  const isWhole = ended.length === running.length;
  if (isWhole) await store.setRevoked(work.tx, mandate.id, work.at);
  for (const code of ended)
    await append(work, {
      event: 'mandate_procedure_revoked',
      mandate,
      person,
      helper,
      organisationId,
      procedure: code,
      details: { channel },
    });
  if (isWhole) await append(work, { event: 'mandate_revoked', mandate, person, helper, organisationId, details: { channel } });
  return { mandate, person, ended };
}
