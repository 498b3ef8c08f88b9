import { translator } from '../../src/http/texts.ts';
import type { Letter } from '../../src/mandates/print-letter.ts';
import { fullName } from '../../src/people/person.ts';
import type { Side } from '../../src/paper/sheet.ts';

/** What happened with somebody's mandates, to read on paper: in their language alone, since nothing of it is to be agreed to. */
export function letterSide({ person, organisation, language, sentences, at }: Letter, { publicUrl }: { readonly publicUrl: string }): Side {
  const t = translator(language);
  const stop = `${publicUrl}/stop`;
  return {
    language,
    addressee: [{ kind: 'text', text: fullName(person.identity) }],
    blocks: [
      { kind: 'title', text: t('message.letter.title') },
      { kind: 'text', text: t('message.letter.lead', { organisation: organisation.name, at }) },
      ...sentences.map((text) => ({ kind: 'item', text }) as const),
      { kind: 'text', text: t('message.letter.stop', { address: stop }) },
      { kind: 'text', text: t('message.letter.told') },
    ],
    panel: [
      { kind: 'text', text: `${organisation.name}, ${organisation.address}` },
      { kind: 'text', text: publicUrl },
    ],
    square: { text: stop, alt: t('message.letter.square', { address: stop }) },
  };
}
