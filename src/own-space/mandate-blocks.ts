import type { WorkNeeds } from '../db/database.ts';
import type { Language } from '../http/languages.ts';
import { listed } from '../http/lists.ts';
import { type TextKey, type Translate, translator } from '../http/texts.ts';
import type { Terms } from '../mandates/attestation.ts';
import type { State } from '../mandates/states.ts';
import type { Block } from '../paper/page-layout.ts';
import type { Person } from '../people/person.ts';
import { draftsOf, mandatesOf } from './own-data.ts';

/** Whose data it is, and the language they read it in. */
export interface Reader {
  readonly person: Person;
  readonly language: Language;
}

/** Each mandate with the exact text, as it was stored, each in its language. */
export async function* mandateBlocks(needs: WorkNeeds, { person, language: read }: Reader): AsyncGenerator<Block> {
  const t = translator(read);
  for await (const { organisation, startsAt, expiresAt, revokedAt, terms } of mandatesOf(needs, person)) {
    yield { kind: 'heading', text: organisation };
    yield fact(t, 'person.mandate.start', startsAt);
    yield fact(t, 'person.mandate.end', expiresAt);
    if (revokedAt) yield fact(t, 'person.mandate.over', revokedAt);
    yield* textsOf(terms);
  }
}

/** What is no mandate, or none yet: where it stands, what a helper answered, and the exact text once there is one. */
export async function* draftBlocks(needs: WorkNeeds, { person, language }: Reader): AsyncGenerator<Block> {
  const t = translator(language);
  for await (const draft of draftsOf(needs, person)) {
    const covered = listed(
      draft.procedures.map((code) => t(`terms.procedure.${code}.title`)),
      language,
    );
    const { organisation, lapsesAt, reply } = draft;
    const at = t('person.data.instant', { at: draft.createdAt });
    const said = t(standing(draft), { organisation, until: lapsesAt });
    const facts = [at, said.includes(organisation) ? null : organisation, covered, said, reply];
    yield { kind: 'item', text: facts.filter(Boolean).join(' – ') };
    yield* textsOf(draft.terms);
  }
}

/** A fact by its name. */
export function fact(t: Translate, name: TextKey, value: string | Date): Block {
  return text(t('person.data.fact', { name: t(name), value }));
}

/** A line of text. */
export function text(words: string): Block {
  return { kind: 'text', text: words };
}

function* textsOf(terms: Terms | null): Generator<Block> {
  for (const { language, title, parts } of terms?.texts ?? []) {
    yield { ...text(title), language };
    for (const { heading, lines, list } of parts) {
      yield { ...text(heading), language };
      for (const line of lines) yield { kind: list ? 'item' : 'text', text: line, language };
    }
  }
}

function standing({ state, offeredAt }: { readonly state: State; readonly offeredAt: Date | null }): TextKey {
  if (state === 'ended') return offeredAt ? 'person.offer.over.title' : 'person.answered.ended.title';
  if (state === 'awaiting_helper') return offeredAt ? 'person.home.offer.awaiting_helper' : 'person.answered.awaiting_helper.title';
  return offeredAt ? 'person.home.offer.draft' : 'person.home.request';
}
