import { after, day } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { mergeOrganisations } from '../operation/end-organisation.ts';
import { declarations } from '../organisations/application.ts';
import { findByMailbox } from '../organisations/application-store.ts';
import { beginApplication } from '../organisations/begin-application.ts';
import { acceptApplication, refuseApplication, requestChanges } from '../organisations/decide-application.ts';
import { departmentOf } from '../organisations/department.ts';
import { addCandidates, declare, describeOrganisation, nameManager } from '../organisations/fill-application.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { setSignedIn } from '../organisations/standing-store.ts';
import { findHelperByEmail } from '../organisations/store.ts';
import { submitApplication } from '../organisations/submit-application.ts';
import { writeAsApplicant } from '../organisations/write-to-application.ts';
import { type DemoApplication, demoApplications, demoMerger } from './applications.ts';
import { demoProfessionals } from './organisations.ts';
import { findOrganisationBySiret, hasApplications } from './seed-store.ts';

interface Deciding {
  readonly operator: Helper;
  readonly publicUrl: string;
  /** When managers whose organisation was accepted signed in last. */
  readonly lately: Date;
}

/** Applications in each state, with what was written about them, and an organisation that joined another since: what operators meet. Once. */
export async function seedApplications(
  work: Work,
  organisations: ReadonlyMap<string, Organisation>,
  { publicUrl }: { readonly publicUrl: string },
): Promise<void> {
  const email = demoProfessionals.find(({ duty }) => duty === 'operator')?.email ?? '';
  const operator = await findHelperByEmail(work.tx, email);
  if (!operator || (await hasApplications(work.tx))) return;
  const deciding = { operator, publicUrl, lately: after(work.at, -day) };
  for (const one of demoApplications) await seedApplication(work, one, deciding);
  const joined = await findOrganisationBySiret(work.tx, demoMerger.siret);
  const into = organisations.get(demoMerger.into);
  const merging = { organisationId: joined?.id ?? '', intoId: into?.id ?? '', reason: demoMerger.reason, publicUrl };
  await mergeOrganisations(ago(work, demoMerger.ago), merging);
}

/** As its applicant filled it in, part by part, and as far as it went. */
async function seedApplication(work: Work, one: DemoApplication, deciding: Deciding): Promise<void> {
  const begun = ago(work, one.begun);
  await beginApplication(begun, { email: one.email, language: 'fr', publicUrl: deciding.publicUrl });
  const mailbox = work.vault.fingerprint('application-mailbox', one.email);
  const { id } = (await findByMailbox(work.tx, work.vault, mailbox)) ?? { id: '' };
  const [address, postalCode, city] = one.address;
  const { siret, name, kind, phone } = one;
  const territory = departmentOf(postalCode) ?? '';
  const unsaid = { email: null, website: null, openingHours: one.hours ?? null };
  await describeOrganisation(begun, id, { siret, name, kind, address, postalCode, city, territory, phone, ...unsaid });
  if (!one.manager) return;
  await nameManager(begun, id, one.manager);
  await addCandidates(begun, id, one.helpers);
  await declare(begun, id, declarations);
  await submitApplication(ago(work, one.begun - 1), { id, publicUrl: deciding.publicUrl });
  if (one.asks !== null) await writeAsApplicant(ago(work, one.begun - 1), { id, text: one.asks });
  await answer(ago(work, one.begun - 2), { one, id, deciding });
}

/** As an operator answered it. */
async function answer(
  work: Work,
  { one, id, deciding }: { readonly one: DemoApplication; readonly id: string; readonly deciding: Deciding },
): Promise<void> {
  if (!one.answer) return;
  const { decision, text, forDays = 3 * 365 } = one.answer;
  const said = { ...deciding, id, text };
  if (decision === 'accept') {
    await acceptApplication(work, { ...said, until: after(work.at, forDays * day) });
    const manager = await findHelperByEmail(work.tx, one.manager?.email ?? '');
    if (manager) await setSignedIn(work.tx, manager.id, deciding.lately); // nobody falls idle on the first day
  }
  if (decision === 'changes') await requestChanges(work, said);
  if (decision === 'refuse') await refuseApplication(work, said);
}

function ago(work: Work, days: number): Work {
  return { ...work, at: after(work.at, -days * day) };
}
