import type { Db, Tx } from '../db/database.ts';
import type { Vault } from '../vault.ts';
import type { Application, OrganisationFacts } from './application.ts';
import type { ApplicationState } from './application-states.ts';
import type { ApplicationRow } from './application-rows.ts';
import { openApplication, selectApplications } from './application-store.ts';
import type { Organisation } from './organisation.ts';
import { organisationColumns } from './store.ts';

/** What an organisation asked last about its certification, whatever became of it. */
export async function findLastRenewal(db: Db | Tx, vault: Vault, organisationId: string): Promise<Application | undefined> {
  return openApplication(vault, (await asked(db, organisationId).first()) as ApplicationRow | undefined);
}

/** The same, held until the transaction ends. */
export async function lockLastRenewal(
  { tx, vault }: { readonly tx: Tx; readonly vault: Vault },
  organisationId: string,
): Promise<Application | undefined> {
  return openApplication(vault, (await asked(tx, organisationId).forUpdate('applications').first()) as ApplicationRow | undefined);
}

function asked(db: Db | Tx, organisationId: string) {
  return selectApplications(db).where('applications.renews', organisationId).orderBy('applications.created_at', 'desc');
}

/** What the house knows of a body already; what it never was asked is missing. */
export async function findKnownFacts(db: Db | Tx, organisationId: string): Promise<Partial<OrganisationFacts>> {
  const row = (await db
    .select({
      ...{ siret: 'siret', name: 'name', kind: 'kind', address: 'address', postalCode: 'postal_code', city: 'city' },
      ...{ territory: 'territory', phone: 'phone', email: 'email', website: 'website', openingHours: 'opening_hours' },
    })
    .from('organisations')
    .where('id', organisationId)
    .first()) as (Omit<OrganisationFacts, 'postalCode' | 'city'> & Record<'postalCode' | 'city', string | null>) | undefined;
  if (!row) return {};
  const { postalCode, city, ...rest } = row;
  if (postalCode === null || city === null) return rest;
  const end = `, ${postalCode} ${city}`; // an address is kept whole
  return { ...rest, postalCode, city, address: row.address.endsWith(end) ? row.address.slice(0, -end.length) : row.address };
}

/** Organisations whose certification ends before an instant, and whose managers were not told so yet; not those that asked for more time. */
export async function listEndingOrganisations(
  db: Db,
  { from, before, days, limit }: { readonly from: Date; readonly before: Date; readonly days: number; readonly limit: number },
): Promise<Organisation[]> {
  return (await db
    .select(organisationColumns)
    .from('organisations')
    .whereNull('suspended_at')
    .whereNull('withdrawn_at')
    .where('certification_expires_at', '>', from)
    .where('certification_expires_at', '<=', before)
    .whereRaw('(end_reminded_days is null or end_reminded_days > ?)', [days])
    .whereRaw(`(? = 0 or not exists (select from applications where renews = organisations.id and state = 'submitted'))`, [days])
    .orderBy('certification_expires_at')
    .limit(limit)) as Organisation[];
}

/** Says once that the managers were told, so many days before; false when another instance did. */
export async function takeEndReminder(tx: Tx, id: string, days: number): Promise<boolean> {
  const due = tx('organisations').where('id', id).whereRaw('(end_reminded_days is null or end_reminded_days > ?)', [days]);
  return (await due.update({ end_reminded_days: days })) > 0;
}

/** A certification that ends, or has ended, and where the request for more time stands. */
export interface EndingCertification {
  readonly id: string;
  readonly name: string;
  readonly until: Date;
  readonly asked: Exclude<ApplicationState, 'accepted'> | null;
}

/** Certifications that end between two instants, the soonest first. */
export async function listEndingCertifications(
  db: Db,
  { from, before, limit }: { readonly from: Date; readonly before: Date; readonly limit: number },
): Promise<EndingCertification[]> {
  const { rows } = await db.raw<{ rows: EndingCertification[] }>(
    `select id, name, certification_expires_at as until,
            (select nullif(state, 'accepted') from applications where renews = organisations.id order by created_at desc limit 1) as asked
       from organisations
      where suspended_at is null and withdrawn_at is null and certification_expires_at > :from and certification_expires_at <= :before
      order by certification_expires_at limit :limit`,
    { from, before, limit },
  );
  return rows;
}
