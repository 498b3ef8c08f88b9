import type { WorkNeeds } from '../db/database.ts';
import { noticedWords } from '../../views/cases/noticed-words.ts';
import { stepWords } from '../../views/cases/step-words.ts';
import { formatBirthdate } from '../http/dates.ts';
import { hasText, type TextKey, type Translate, translator } from '../http/texts.ts';
import { messageWords } from '../../views/own-space/message-words.ts';
import { changedWords } from '../../views/own-space/changed-words.ts';
import { reasonWords } from '../../views/own-space/look-words.ts';
import { draftBlocks, fact, mandateBlocks, type Reader, text } from './mandate-blocks.ts';
import type { OwnEntry } from './own-record.ts';
import { casesOf, contactsOf, messagesOf, recordOf, usesOf } from './own-data.ts';
import type { Block } from '../paper/page-layout.ts';
import { fullName, type Person } from '../people/person.ts';
import { whyRefused } from '../../views/own-space/why-refused.ts';

/** All that is known of a person, to be read: in their language, in the order of their pages. */
export async function* ownDataBlocks(needs: WorkNeeds, { person, language }: Reader): AsyncGenerator<Block> {
  const t = translator(language);
  const { identity } = person;
  yield { kind: 'title', text: t('person.data.title') };
  yield text(t('person.paper.printed', { at: needs.clock.now() }));
  yield fact(t, 'person.data.name', fullName(identity));
  yield fact(t, 'person.data.birthdate', formatBirthdate(identity.birthdate, language));
  for (const known of [identity.email, identity.phoneNumber]) if (known !== undefined) yield text(known);
  yield* chapter(t('person.contacts.list'), contactLines(needs, person, t));
  yield* mandateBlocks(needs, { person, language });
  yield { kind: 'heading', text: t('person.data.drafts') };
  yield* draftBlocks(needs, { person, language });
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
  for await (const message of messagesOf(needs, person))
    yield `${t('person.data.instant', { at: message.sentAt ?? message.createdAt })} – ${messageWords(t, message)}`;
}

async function* recordLines(needs: WorkNeeds, { person, language }: Reader): AsyncGenerator<string> {
  const t = translator(language);
  for await (const entry of recordOf(needs, person, { proofs: 'without' })) {
    const { at, service, look, changed } = entry;
    const facts = [what(t, entry), service, ...who(t, entry), look && reasonWords(t, look.reason), changedWords(changed, t, language)];
    yield [t('person.data.instant', { at }), ...facts].filter(Boolean).join(' – ');
  }
}

function what(t: Translate, { event, procedure, refusal, ownBy, organisation }: OwnEntry): string {
  const title = `terms.procedure.${procedure ?? ''}.title`;
  const about = [hasText(title) ? t(title) : null, ownBy === null ? null : organisation].filter(Boolean);
  return [said(t, event), about.length > 0 && `(${about.join(', ')})`, refusal !== null && t('person.record.refused'), because(t, refusal)]
    .filter(Boolean)
    .join(' ');
}

/** A helper for their organisation; or the person themself, and who was beside them: no organisation did it. */
function who(t: Translate, { helper, organisation, ownBy }: OwnEntry): readonly (string | null)[] {
  return ownBy === null ? [helper, organisation] : [t(`person.record.by.${ownBy}`), helper];
}

function because(t: Translate, refusal: string | null): string | null {
  const why = refusal === null ? null : whyRefused(refusal);
  return why === null ? null : t(why);
}

/** An event in the words of the person's record. */
function said(t: Translate, event: string): string {
  const key = `person.record.event.${event}`;
  return t(hasText(key) ? key : other);
}

const other: TextKey = 'person.record.event.other';
