import type { Language } from '../../src/http/languages.ts';
import { listed } from '../../src/http/lists.ts';
import { hasText, type Translate } from '../../src/http/texts.ts';

/** What FranceConnect says otherwise of somebody, by the names of the fields and never what is in them; null when nothing changed. */
export function changedWords(fields: readonly string[], t: Translate, language: Language): string | null {
  const names = fields.map((field) => `person.record.changed.${field}`).filter(hasText);
  return names.length === 0
    ? null
    : t('person.record.changed', {
        what: listed(
          names.map((name) => t(name)),
          language,
        ),
      });
}
