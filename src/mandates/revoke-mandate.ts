import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Person } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { endProcedures } from './ending-store.ts';
import type { EndingChannel, Mandate } from './mandate.ts';
import type { Procedure } from './procedures.ts';
import * as store from './store.ts';

/** Who ends it: a helper of the organisation, whom the person asked; the person, by what the caller knows them by; or nobody, with the organisation. */
type By = { readonly helper?: Helper; readonly organisationId: string } | { readonly personId: string };

export type Revocation = By & {
  readonly mandateId: string;
  /** Null: the whole mandate. */
  readonly procedure: Procedure | null;
  readonly channel: EndingChannel;
  /** Why, when it is somebody else's decision. */
  readonly reason?: string;
};

export interface Revoked {
  readonly mandate: Mandate;
  readonly person: Person;
  /** What this act ended; nothing when it was ended before. */
  readonly ended: readonly Procedure[];
}

/** Ends one procedure, or all, at once: the uses under way end with it. Revoking twice is not an error: the first one stands. */
export async function revokeMandate(work: Work, { mandateId, procedure, channel, reason, ...by }: Revocation): Promise<Revoked> {
  const mandate = await store.lockForChange(work.tx, mandateId);
  if (!mandate || !mayEnd(mandate, by)) throw new Refusal('mandate_unknown');
  if (procedure && !mandate.procedures.some(({ code }) => code === procedure)) throw new Refusal('procedure_not_covered');
  if (work.at >= mandate.expiresAt) throw new Refusal('mandate_expired');
  const person = await findPerson(work.tx, work.vault, mandate.personId);
  if (!person) throw new Refusal('mandate_unknown');
  const running = mandate.procedures.filter(({ revokedAt }) => !revokedAt).map(({ code }) => code);
  const ended = running.filter((code) => !procedure || code === procedure);
  if (ended.length === 0) return { mandate, person, ended };
  await endProcedures(work.tx, mandate.id, { codes: ended, cause: 'revoked', channel, at: work.at });
  const isWhole = ended.length === running.length;
  if (isWhole) await store.setRevoked(work.tx, mandate.id, work.at);
  const act = {
    mandate,
    person,
    ...('helper' in by && { helper: by.helper }),
    organisationId: mandate.organisationId,
    details: { channel, ...(reason !== undefined && { reason }) },
  };
  for (const code of ended) await append(work, { ...act, event: 'mandate_procedure_revoked', procedure: code });
  if (isWhole) await append(work, { ...act, event: 'mandate_revoked' });
  return { mandate, person, ended };
}

function mayEnd(mandate: Mandate, by: By): boolean {
  return 'personId' in by ? mandate.personId === by.personId : mandate.organisationId === by.organisationId;
}
