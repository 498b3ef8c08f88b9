import type { Db, Tx } from '../db/database.ts';
import type { CoveredProcedure, Mandate } from './mandate.ts';
import type { Procedure } from './procedures.ts';

/** Of the table mandates. */
export const columns = {
  id: 'mandates.id',
  journalRef: 'mandates.journal_ref',
  organisationId: 'mandates.organisation_id',
  personId: 'mandates.person_id',
  helperId: 'mandates.helper_id',
  namedHelpers: 'mandates.named_helpers',
  duration: 'mandates.duration',
  language: 'mandates.language',
  termsHash: 'mandates.terms_hash',
  startsAt: 'mandates.starts_at',
  expiresAt: 'mandates.expires_at',
  agreedAt: 'mandates.agreed_at',
  concludedAt: 'mandates.concluded_at',
  revokedAt: 'mandates.revoked_at',
} as const;

type Row = Omit<Mandate, 'procedures'>;

/** Held alone: waits for the uses under way and stops the next. */
export async function lockForChange(tx: Tx, id: string): Promise<Mandate | undefined> {
  return complete(tx, (await tx.select(columns).from('mandates').where('id', id).forUpdate().first()) as Row | undefined);
}

export async function findMandate(db: Db | Tx, id: string): Promise<Mandate | undefined> {
  return complete(db, (await db.select(columns).from('mandates').where('id', id).first()) as Row | undefined);
}

/** The sealed text that was agreed to. */
export async function findTerms(db: Db | Tx, id: string): Promise<Buffer | undefined> {
  const row = (await db.select('terms').from('mandates').where('id', id).first()) as { terms: Buffer } | undefined;
  return row?.terms;
}

export async function insertMandate(tx: Tx, mandate: Mandate, terms: Buffer): Promise<void> {
  await tx
    .insert({
      id: mandate.id,
      journal_ref: mandate.journalRef,
      organisation_id: mandate.organisationId,
      person_id: mandate.personId,
      helper_id: mandate.helperId,
      named_helpers: mandate.namedHelpers,
      duration: mandate.duration,
      language: mandate.language,
      terms,
      terms_hash: mandate.termsHash,
      starts_at: mandate.startsAt,
      expires_at: mandate.expiresAt,
      agreed_at: mandate.agreedAt,
      concluded_at: mandate.concludedAt,
    })
    .into('mandates');
  await tx.insert(mandate.procedures.map(({ code }) => ({ mandate_id: mandate.id, procedure: code }))).into('mandate_procedures');
}

/** By what the organisation will find this person. */
export async function insertNamePrints(tx: Tx, personId: string, prints: readonly Buffer[]): Promise<void> {
  await tx.raw('insert into name_prints (print, person_id) select unnest(:prints::bytea[]), :personId on conflict do nothing', {
    prints: [...prints],
    personId,
  });
}

/** Whom the person ever gave a mandate to. */
export async function listOrganisationsOf(tx: Tx, personId: string): Promise<string[]> {
  return (await tx('mandates').distinct('organisation_id').where('person_id', personId).pluck('organisation_id')) as string[];
}

/** Asked with the person locked: no mandate of theirs begins meanwhile. */
export async function hasMandateInForce(tx: Tx, personId: string, at: Date): Promise<boolean> {
  const row = (await tx('mandates').where({ person_id: personId, revoked_at: null }).where('expires_at', '>', at).first('id')) as unknown;
  return row !== undefined;
}

export async function setRevoked(tx: Tx, id: string, at: Date): Promise<void> {
  await tx('mandates').where('id', id).update({ revoked_at: at });
}

interface Overlap {
  readonly personId: string;
  readonly organisationId: string;
  readonly procedures: readonly Procedure[];
  readonly at: Date;
}

/** Mandates of the same person and organisation that still cover one of these procedures. */
export async function listOverlapping(db: Db | Tx, overlap: Overlap, lock: '' | 'for update' = ''): Promise<Mandate[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select mandates.id from mandates
      where mandates.person_id = :personId and mandates.organisation_id = :organisationId
        and mandates.revoked_at is null and mandates.expires_at > :at
        and exists (select from mandate_procedures covered where covered.mandate_id = mandates.id
                     and covered.procedure = any(:procedures) and covered.revoked_at is null)
      order by mandates.id ${lock}`,
    { ...overlap, procedures: [...overlap.procedures] },
  );
  const mandates: Mandate[] = [];
  for (const { id } of rows) {
    const mandate = await findMandate(db, id);
    if (mandate) mandates.push(mandate);
  }
  return mandates;
}

/** `listOverlapping`, locked in the order of their ids. */
export function lockOverlapping(tx: Tx, overlap: Overlap): Promise<Mandate[]> {
  return listOverlapping(tx, overlap, 'for update');
}

async function complete(db: Db | Tx, row: Row | undefined): Promise<Mandate | undefined> {
  if (!row) return undefined;
  const procedures = (await db
    .select({ code: 'procedure', revokedAt: 'revoked_at', endCause: 'end_cause' })
    .from('mandate_procedures')
    .where('mandate_id', row.id)
    .orderBy('procedure')) as CoveredProcedure[];
  return { ...row, procedures };
}

/** Under which reference the journal keeps each of these mandates' chains. */
export async function listMandateRefs(
  db: Db | Tx,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly journalRef: string }[]> {
  const query = db.select({ id: 'id', journalRef: 'journal_ref' }).from('mandate_drafts').whereIn('id', ids);
  return (await query) as { id: string; journalRef: string }[];
}
