import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  // a table laid out as cards on a telephone loses its roles in browsers: ours say them again (parts/table.tsx)
  rules: { 'no-redundant-role': 'off' },
});

/** What is wrong with a page by the HTML standard, or for who cannot see it: a line each. */
export async function htmlFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  const messages = results.flatMap((result) => result.messages).filter(({ ruleId }) => ruleId !== 'meta-refresh' || !canBeStopped(html));
  return messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector ?? ''})`);
}

/** A page may come again by itself to who has no scripts, if a link on it stops that (WCAG 2.2.1). */
function canBeStopped(html: string): boolean {
  return /<noscript><meta http-equiv="refresh"/.test(html) && /<noscript><p>[^<]*<a href="[^"]*\?by=hand">/.test(html);
}
