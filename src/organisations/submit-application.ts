import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { missingParts } from './application.ts';
import * as states from './application-state-store.ts';
import { tellApplicant } from './begin-application.ts';
import { lockOpen, requireFree } from './fill-application.ts';

/** The applicant hands it in, the first time or after changes: from now on an operator has the word. */
export async function submitApplication(work: Work, { id, publicUrl }: { readonly id: string; readonly publicUrl: string }): Promise<void> {
  const application = await lockOpen(work, id);
  const { organisation } = application;
  if (!organisation || missingParts(application).length > 0) throw new Refusal('application_incomplete');
  await requireFree(work, application, organisation.siret);
  if (!(await states.setSubmitted(work.tx, id, work.at))) throw new Refusal('application_underway');
  await tellApplicant(work, application, { news: 'submitted', publicUrl });
  await append(work, { event: 'application_submitted', details: { application: id, siret: organisation.siret } });
}
