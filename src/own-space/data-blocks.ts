import type { WorkNeeds } from '../db/database.ts';
import { noticedWords } from '../../views/cases/noticed-words.ts';
import { stepWords } from '../../views/cases/step-words.ts';
import { formatBirthdate } from '../http/dates.ts';
import type { Language } from '../http/languages.ts';
import { hasText, type TextKey, type Translate, translator } from '../http/texts.ts';
import { changedWords } from '../../views/own-space/changed-words.ts';
import { casesOf, contactsOf, mandatesOf, messagesOf, recordOf, usesOf } from './own-data.ts';
import type { Block } from '../paper/page-layout.ts';
import { fullName, type Person } from '../people/person.ts';
import { whyRefused } from '../../views/own-space/why-refused.ts';

interface Reader {
  readonly person: Person;
  readonly language: Language;
}

/** All that is known of a person, to be read: in their language, in the order of their pages. */
export async function* ownDataBlocks(needs: WorkNeeds, { person, language }: Reader): AsyncGenerator<Block> {
  const t = translator(language);
  const { identity } = person;
  yield { kind: 'title', text: t('person.data.title') };
  yield text(t('person.paper.printed', { at: needs.clock.now() }));
  yield text(`${t('person.data.name')} : ${fullName(identity)}`);
  yield text(`${t('person.data.birthdate')} : ${formatBirthdate(identity.birthdate, language)}`);
  for (const known of [identity.email, identity.phoneNumber]) if (known !== undefined) yield text(known);
  yield* chapter(t('person.contacts.list'), contactLines(needs, person, t));
  for await (const block of mandates(needs, person, t)) yield block;
  yield* chapter(t('person.uses.title'), useLines(needs, person, t));
  yield text(t('person.uses.blind'));
  yield* chapter(t('person.case.title'), caseLines(needs, person, t));
  yield* chapter(t('person.data.messages'), messageLines(needs, person, t));
  yield* chapter(t('person.record.title'), recordLines(needs, { person, language }));
  yield text(t('person.data.proofs'));
}

async function* chapter(title: string, lines: AsyncIterable<string>): AsyncGenerator<Block> {
  yield { kind: 'heading', text: title };
  for await (const line of lines) yield { kind: 'item', text: line };
}

async function* contactLines(needs: WorkNeeds, person: Person, t: Translate): AsyncGenerator<string> {
  for await (const { address, origin } of contactsOf(needs, person)) yield `${address} – ${t(`person.contacts.origin.${origin}`)}`;
}

/** Each mandate with the exact text, as it was stored. */
async function* mandates(needs: WorkNeeds, person: Person, t: Translate): AsyncGenerator<Block> {
  for await (const { organisation, startsAt, expiresAt, revokedAt, terms } of mandatesOf(needs, person)) {
    yield { kind: 'heading', text: organisation };
    yield text(`${t('person.mandate.start')} : ${t('person.data.instant', { at: startsAt })}`);
    yield text(`${t('person.mandate.end')} : ${t('person.data.instant', { at: expiresAt })}`);
    if (revokedAt) yield text(`${t('person.mandate.over')} : ${t('person.data.instant', { at: revokedAt })}`);
    for (const { title, parts } of terms?.texts ?? []) {
      yield text(title);
      for (const { heading, lines, list } of parts) {
        yield text(heading);
        for (const line of lines) yield { kind: list ? 'item' : 'text', text: line };
      }
    }
  }
}

async function* useLines(needs: WorkNeeds, person: Person, t: Translate): AsyncGenerator<string> {
  for await (const { usedAt, helper, organisation, service, procedure, receipts } of usesOf(needs, person)) {
    yield [t('person.data.instant', { at: usedAt }), helper, organisation, t(`terms.procedure.${procedure}.title`), service].join(' – ');
    for (const { label, action, outcome } of receipts)
      yield `${service} – ${t('person.receipt.said', { what: label ?? action, outcome: t(`person.receipt.outcome.${outcome}`) })}`;
  }
}

async function* caseLines(needs: WorkNeeds, person: Person, t: Translate): AsyncGenerator<string> {
  for await (const { organisation, steps, ...one } of casesOf(needs, person))
    for (const { at, act, actor, words } of steps) {
      const told = act === 'open' ? (words ?? noticedWords(t, one, 'person')) : words;
      yield [t('person.data.instant', { at }), organisation, stepWords(t, { act, actor }, 'person'), told].filter(Boolean).join(' – ');
    }
}

async function* messageLines(needs: WorkNeeds, person: Person, t: Translate): AsyncGenerator<string> {
  for await (const { createdAt, channel, sentAt } of messagesOf(needs, person))
    yield `${t('person.data.instant', { at: sentAt ?? createdAt })} – ${t(channel === 'sms' ? 'person.data.sms' : 'person.data.email')}`;
}

async function* recordLines(needs: WorkNeeds, { person, language }: Reader): AsyncGenerator<string> {
  const t = translator(language);
  for await (const { at, event, refusal, helper, organisation, look, changed } of recordOf(needs, person, { proofs: 'without' })) {
    const what = [said(t, event), ...(refusal === null ? [] : [t('person.record.refused'), because(t, refusal)])].filter(Boolean).join(' ');
    const facts = [what, helper, organisation, look?.reason, changedWords(changed, t, language)];
    yield [t('person.data.instant', { at }), ...facts].filter(Boolean).join(' – ');
  }
}

function because(t: Translate, refusal: string): string {
  const why = whyRefused(refusal);
  return why === null ? '' : t(why);
}

/** An event in the words of the person's record. */
function said(t: Translate, event: string): string {
  const key = `person.record.event.${event}`;
  return t(hasText(key) ? key : other);
}

const other: TextKey = 'person.record.event.other';

function text(words: string): Block {
  return { kind: 'text', text: words };
}
