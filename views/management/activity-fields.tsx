import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { procedureCodes } from '../../src/mandates/procedures.ts';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Select } from '../parts/select.tsx';
import { useWords } from '../supervision/search-fields.tsx';

export interface ActivityFieldsProps {
  form: Form;
  events: readonly string[];
}

/**
 * What a manager may look for in what was done for their organisation; everything is optional and adds up. A helper is chosen by their name
 * in a line or from their page, and may be let go here: a list of two thousand would be most of the page.
 */
export function ActivityFields({ form, events, chosen }: ActivityFieldsProps & { chosen: string | null }): JSX.Element {
  const { t } = usePage();
  const any = { form, optional: true, none: t('supervision.search.any') } as const;
  const helper = String(form.values['helper']);
  const procedures = useWords(procedureCodes, (code) => `terms.procedure.${code}.title`);
  return (
    <details open={Object.keys(form.values).length > 0}>
      <summary>{t('supervision.search.refine')}</summary>
      <div>
        <form method="get" action="/manager/activity">
          <div class="search-fields">
            {chosen !== null && (
              <Select {...any} name="helper" label={t('manager.activity.who')} choices={[{ value: helper, label: chosen }]} />
            )}
            <Select {...any} name="event" label={t('supervision.search.event')} choices={useWords(events, (code) => `event.${code}`)} />
            <Select
              {...any}
              name="outcome"
              label={t('supervision.search.outcome')}
              choices={(['done', 'refused'] as const).map((value) => ({ value, label: t(`supervision.search.outcome.${value}`) }))}
            />
            <Select {...any} name="procedure" label={t('mandates.fact.procedure')} choices={procedures} />
            <Field form={form} name="from" kind="date" label={t('supervision.search.from')} optional />
            <Field form={form} name="to" kind="date" label={t('supervision.search.to')} optional />
            {form.values['mandate'] && <input type="hidden" name="mandate" value={String(form.values['mandate'])} />}
          </div>
          <Button>{t('frame.search')}</Button>
        </form>
      </div>
    </details>
  );
}
