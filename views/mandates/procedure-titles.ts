import { listed } from '../../src/http/lists.ts';
import type { Procedure } from '../../src/mandates/procedures.ts';
import { usePage } from '../page.tsx';

/** Says procedures by their titles, as the page's language lists them. */
export function useProcedureTitles(): (codes: readonly Procedure[]) => string {
  const { t, language } = usePage();
  const title = (code: Procedure) => t(`terms.procedure.${code}.title`);
  return (codes) => listed(codes.map(title), language);
}
