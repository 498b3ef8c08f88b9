import type { Work } from '../db/database.ts';
import type { Language } from '../http/languages.ts';
import { factorsChanged } from '../notifications/messages.ts';
import { queue } from '../notifications/outbox.ts';
import type { Helper } from '../organisations/helper.ts';

/** Tells a helper, in the transaction that does it, that what protects their account changed: it may not have been them. */
export async function tellFactorsChanged(
  work: Work,
  { helper, language, publicUrl }: { readonly helper: Helper; readonly language: Language; readonly publicUrl: string },
): Promise<void> {
  const to = { channel: 'email', to: helper.email, language, subjectRef: helper.subjectRef } as const;
  await queue(work, factorsChanged(to, { address: `${publicUrl}/factors`, at: work.at }));
}
