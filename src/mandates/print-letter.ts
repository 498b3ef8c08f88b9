import { randomUUID } from 'node:crypto';
import { after, day } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { isLanguage, type Language } from '../http/languages.ts';
import { append } from '../journal/append.ts';
import { letterLines } from '../notifications/news-messages.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { languageTold } from '../people/choose-language.ts';
import type { Person } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { findLetter, insertLetter } from './letter-store.ts';
import type { News } from './news.ts';
import * as store from './news-store.ts';
import { findMandate } from './store.ts';

/** Who prints, for whom they act. */
export interface Printing {
  readonly helper: Helper;
  readonly organisation: Organisation;
}

/** What a letter says, in which language, to whom. */
export interface Letter {
  readonly person: Person;
  readonly organisation: Organisation;
  readonly language: Language;
  /** What it tells, a sentence each. */
  readonly sentences: readonly string[];
  /** When it is, or was, printed. */
  readonly at: Date;
}

/** Since when a letter must have been printed to be printed again now: a machine that jams must not cost the person their letter. */
export function reprintableSince(at: Date): Date {
  return after(at, -reprintable);
}

const reprintable = 7 * day;

/** A helper reads what waits for somebody whom no message reaches. Nothing waits there for another organisation. */
export async function openLetter(work: Work, { personId, ...printing }: Printing & { readonly personId: string }): Promise<Letter> {
  const { helper, organisation } = printing;
  const news = await store.listToPrint(work.tx, { organisationId: organisation.id, personId });
  const letter = await letterOf(work, { organisation, personId, news, at: work.at });
  const about = { person: letter.person, helper, organisationId: organisation.id };
  await append(work, { event: 'letter_opened', ...about, details: { news: news.length } });
  return letter;
}

/** It is printed: all that waited is in this letter, and in no other. Two who print at once print one. Returns its id. */
export async function printLetter(
  work: Work,
  { personId, helper, organisation }: Printing & { readonly personId: string },
): Promise<string> {
  const person = await findPerson(work.tx, work.vault, personId);
  const id = randomUUID();
  if (!person) throw new Refusal('letter_unknown');
  const of = { organisationId: organisation.id, personId };
  await insertLetter(work.tx, { id, ...of, helperId: helper.id, printedAt: work.at });
  const news = await store.takeToPrint(work.tx, { ...of, id, at: work.at });
  if (news === 0) throw new Refusal('letter_unknown');
  await append(work, { event: 'letter_printed', person, helper, organisationId: organisation.id, details: { letter: id, news } });
  return id;
}

/** A letter that was printed, to fetch or to print again within a week. */
export async function reopenLetter(
  work: Work,
  { letterId, helper, organisation }: Printing & { readonly letterId: string },
): Promise<Letter> {
  const printed = await findLetter(work.tx, letterId);
  const isHere = printed?.organisationId === organisation.id && printed.printedAt > reprintableSince(work.at);
  if (!isHere) throw new Refusal('letter_unknown');
  const news = await store.listPrinted(work.tx, letterId);
  const letter = await letterOf(work, { organisation, personId: printed.personId, news, at: printed.printedAt });
  const about = { person: letter.person, helper, organisationId: organisation.id };
  await append(work, { event: 'letter_opened', ...about, details: { letter: letterId, news: news.length } });
  return letter;
}

interface Content extends Pick<Letter, 'organisation' | 'at'> {
  readonly personId: string;
  readonly news: readonly News[];
}

async function letterOf({ tx, vault }: Work, { personId, news, ...content }: Content): Promise<Letter> {
  const person = await findPerson(tx, vault, personId);
  const last = news.at(-1);
  if (!person || !last) throw new Refusal('letter_unknown');
  const mandate = last.mandateId === null ? undefined : await findMandate(tx, last.mandateId);
  const language = [await languageTold(tx, personId), mandate?.language, person.language].find(isLanguage) ?? 'fr';
  const told = news.map(({ kind, organisation, happenedAt }) => ({ kind, organisation, at: happenedAt }));
  return { ...content, person, language, sentences: letterLines(language, told) };
}
