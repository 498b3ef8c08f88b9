import type { Db } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { findOrganisationBySiret } from '../organisations/certification-store.ts';
import { findHelperByEmail, findStaff } from '../organisations/store.ts';
import { isWithin, type Reach } from './territory.ts';

/** Whose uses are meant: an organisation of these territories by its number, and one of its helpers by their address, if one was given. */
export async function findDrawnFrom(
  db: Db,
  reach: Reach,
  { siret, email }: { readonly siret: string; readonly email: string | undefined },
): Promise<{ readonly organisationId: string; readonly helperId: string | null }> {
  const organisation = await findOrganisationBySiret(db, siret);
  if (!organisation || !isWithin(reach, organisation)) throw new Refusal('organisation_unknown');
  if (email === undefined) return { organisationId: organisation.id, helperId: null };
  const helper = await findHelperByEmail(db, email);
  const staff = helper && (await findStaff(db, helper.id));
  if (!staff?.belongings.some((one) => one.organisation.id === organisation.id)) throw new Refusal('helper_unknown');
  return { organisationId: organisation.id, helperId: staff.helper.id };
}
