import type { JSX } from 'preact';
import { isLanguage, languages } from '../../src/http/languages.ts';
import { hasText } from '../../src/http/texts.ts';
import type { Value } from '../../src/journal/leaf.ts';
import type { StoryLine } from '../../src/supervision/story-lines.ts';
import { type Translate, usePage } from '../page.tsx';
import { EntryName } from '../parts/entry.tsx';
import { Instant } from '../parts/facts.tsx';

/** What happened, in order: when, what, by whom, what was said, and the proof of each line; `base` is the story's own address. */
export function Timeline({ lines, base }: { lines: readonly StoryLine[]; base: string }): JSX.Element {
  const { t } = usePage();
  return (
    <ol class="story">
      {lines.map((line) => (
        <li key={line.entryId}>
          <Instant at={line.at} />
          <strong>
            <EntryName entry={line} />
          </strong>
          {[line.helper, line.client].filter(Boolean).map((who) => (
            <> – {who}</>
          ))}
          <Said line={line} />
          <div class="hint">
            {t('story.seal', { number: line.entryId })}{' '}
            <a href={`${base}/entries/${line.entryId}/proof`} download>
              {t('story.proof')} <span class="unseen">{line.entryId}</span>
            </a>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** What the entry said, in the words we have for it; identifiers and hashes are in its proof. */
function Said({ line: { facts } }: { line: StoryLine }): JSX.Element | null {
  const { t } = usePage();
  const said = Object.entries(facts).flatMap(([name, value]) => {
    const key = `story.fact.${name}`;
    return hasText(key) ? [t('journal.said.shown', { name: t(key), value: spelled(t, name, value) })] : [];
  });
  return said.length === 0 ? null : <p>{said.join(' · ')}</p>;
}

/** A value of an entry as somebody says it. */
function spelled(t: Translate, name: string, value: Value): string {
  if (name === 'language' && isLanguage(value)) return languages[value].name;
  const words = String(value)
    .split(',')
    .map((one) => (keysOf[name] ?? []).map((key) => key.replace('*', one)).find(hasText) ?? one);
  return words.map((word) => (hasText(word) ? t(word) : word)).join(', ');
}

/** Where the words of a value stand, by the name it has in an entry. */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  duration: ['mandates.duration.*'],
  procedures: ['terms.procedure.*.title'],
  purpose: ['person.look.purpose.*'],
  reason: ['person.look.reason.*'],
  role: ['person.look.role.*'],
  protection: ['person.agreement.protection.*'],
  door: ['story.door.*'],
  channel: ['story.channel.*'],
  outcome: ['cases.outcome.*', 'person.receipt.outcome.*'],
  signal: ['story.signal.*'],
  acts: ['person.sensitive.*'],
};
