import { randomUUID } from 'node:crypto';
import { after } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Language } from '../http/languages.ts';
import { append } from '../journal/append.ts';
import { createSubject } from '../journal/subject-keys.ts';
import { applicationMail, type ApplicationNews, renewalMail } from '../notifications/application-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { hashSecret, newSecret } from '../vault.ts';
import { type Application, applicationLifetime } from './application.ts';
import * as links from './application-link-store.ts';
import * as store from './application-store.ts';
import { listManagers } from './membership-store.ts';

/** Somebody begins an application, or asks for the way back to theirs: a link goes to the mailbox. Outside, both look the same. */
export async function beginApplication(
  work: Work,
  { email, language, publicUrl }: { readonly email: string; readonly language: Language; readonly publicUrl: string },
): Promise<void> {
  const mailbox = work.vault.fingerprint('application-mailbox', email.toLowerCase());
  const known = await store.findByMailbox(work.tx, work.vault, mailbox);
  const application = known ?? (await insert(work, { email, language, mailbox }));
  await tellApplicant(work, application, { news: known ? 'link' : 'begun', publicUrl });
  await append(work, { event: known ? 'application_link_sent' : 'application_begun', details: { application: application.id } });
}

/** The link from the mail, used once: which application it opens. Used, late, or unknown are the same no. */
export async function redeemApplicationLink(work: Work, token: string): Promise<string> {
  const id = await links.redeemApplicationLink(work.tx, hashSecret(token), work.at);
  if (id === undefined) throw new Refusal('application_link_not_redeemable');
  await append(work, { event: 'application_opened', details: { application: id } });
  return id;
}

/** A link that was used or is too old brings another to the same mailbox: whoever found the old one gets nothing. */
export async function renewApplicationLink(
  work: Work,
  { token, publicUrl }: { readonly token: string; readonly publicUrl: string },
): Promise<void> {
  const id = await links.findApplicationOfLink(work.tx, hashSecret(token));
  const application = id === undefined ? undefined : await store.findApplication(work.tx, work.vault, id);
  if (!application?.people) return;
  await tellApplicant(work, application, { news: 'link', publicUrl });
  await append(work, { event: 'application_link_sent', details: { application: application.id } });
}

/** A mail to the applicant, with a new link of their own; of a certified body, to all who manage it, who sign in. */
export async function tellApplicant(
  work: Work,
  { id, subjectRef, language, people, renews }: Pick<Application, 'id' | 'subjectRef' | 'language' | 'people' | 'renews'>,
  { news, publicUrl }: { readonly news: ApplicationNews; readonly publicUrl: string },
): Promise<void> {
  if (!people) return;
  if (renews !== null) return tellRenewing(work, renews, { news, publicUrl });
  const { value, hash } = newSecret();
  const expiresAt = after(work.at, applicationLifetime);
  await links.insertApplicationLink(work.tx, { tokenHash: hash, applicationId: id, createdAt: work.at, expiresAt });
  const to = { channel: 'email', to: people.email, language, subjectRef } as const;
  await queue(work, applicationMail(to, news, `${publicUrl}/apply/link/${value}`));
}

async function tellRenewing(
  work: Work,
  organisationId: string,
  { news, publicUrl }: { readonly news: ApplicationNews; readonly publicUrl: string },
): Promise<void> {
  if (news === 'begun' || news === 'link') return; // a mailbox alone opens nothing of an organisation
  for (const manager of await listManagers(work.tx, organisationId))
    await queue(work, renewalMail(manager, news, `${publicUrl}/manager/certification`));
}

async function insert(
  work: Work,
  { email, language, mailbox }: { readonly email: string; readonly language: Language; readonly mailbox: Buffer },
): Promise<Pick<Application, 'id' | 'subjectRef' | 'language' | 'renews'> & { readonly people: NonNullable<Application['people']> }> {
  const people = { email, manager: null, helpers: [] };
  const application = { id: randomUUID(), subjectRef: await createSubject(work), language, people };
  await store.insertApplication(work, { ...application, mailbox, expiresAt: after(work.at, applicationLifetime) });
  return { ...application, renews: null };
}
