import { yearsLater } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import type { Managing } from '../../src/management/managing.ts';
import { acceptApplication } from '../../src/organisations/decide-application.ts';
import { findHelperByEmail, findOrganisation } from '../../src/organisations/store.ts';
import { Applicant, villeneuve } from './applicant.ts';
import { appointOperator } from './appointed.ts';
import type { House } from './house.ts';

/** What an operator accepted: its address, the organisation as the manager it named manages it, and the addresses of its helpers in order. */
export interface Accepted {
  readonly path: string;
  readonly managing: Managing;
  readonly emails: readonly string[];
}

/** An organisation that applied with so many helpers, accepted. */
export async function acceptedWith(
  house: House,
  { name, siret, helpers }: { name: string; siret: string; helpers: number },
): Promise<Accepted> {
  const { context, url: publicUrl } = house;
  const applicant = new Applicant(house, `claire@${name}.example`);
  const solange = { givenName: 'Solange', familyName: 'Arnaud', email: `solange@${name}.example`, phone: '03 84 00 00 01' };
  await applicant.begin();
  await applicant.fill({ ...villeneuve, siret, name: `CCAS ${name}` }, solange);
  const pasted = Array.from({ length: helpers - 1 }, (_, number) => `odette${String(number)}@${name}.example`);
  await applicant.paste(pasted.map((email) => `Odette;Le Goff;${email}`).join('\n'));
  await applicant.submit();
  const [id = ''] = await context.db.from('applications').where('state', 'submitted').pluck<string[]>('id');
  const operator = await appointOperator(context);
  await atomically(context, (work) => acceptApplication(work, { id, operator, text: '', publicUrl, until: yearsLater(work.at, 2) }));
  const [organisationId = ''] = await context.db.from('applications').where('id', id).pluck<string[]>('organisation_id');
  const [organisation, helper] = [await findOrganisation(context.db, organisationId), await findHelperByEmail(context.db, solange.email)];
  if (!organisation || !helper) throw new Error('was not accepted');
  return {
    path: `/operator/applications/${id}`,
    managing: { helper, organisation, publicUrl },
    emails: [`odette.${applicant.email}`, ...pasted],
  };
}
