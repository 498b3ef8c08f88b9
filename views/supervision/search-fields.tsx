import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { hasText } from '../../src/http/texts.ts';
import { procedureCodes } from '../../src/mandates/procedures.ts';
import { usePage } from '../page.tsx';
import { Field } from '../parts/field.tsx';
import { Select } from '../parts/select.tsx';

export interface SearchChoices {
  /** Id and name. */
  clients: readonly (readonly [id: string, name: string])[];
  territories: readonly string[];
  events: readonly string[];
  refusals: readonly string[];
}

interface Choice {
  value: string;
  label: string;
}

/** What one may look for; everything is optional and adds up. Names and birth dates are asked for once a reason stands. */
export function SearchFields({ form, choices, isNaming }: { form: Form; choices: SearchChoices; isNaming: boolean }): JSX.Element {
  const { t } = usePage();
  const any = { form, optional: true, none: t('supervision.search.any') } as const;
  const outcomes = ['done', 'refused'] as const;
  return (
    <div class="search-fields">
      <Field
        form={form}
        name="organisation"
        label={t('supervision.search.organisation')}
        hint={t('supervision.search.organisation.hint')}
        optional
      />
      <Field
        form={form}
        name="helper"
        kind="email"
        label={t('supervision.search.helper')}
        hint={t('supervision.search.helper.hint')}
        optional
      />
      <Select
        {...any}
        name="territory"
        label={t('supervision.search.territory')}
        choices={choices.territories.map((value) => ({ value, label: value }))}
      />
      <Select {...any} name="event" label={t('supervision.search.event')} choices={useWords(choices.events, (code) => `event.${code}`)} />
      <Select
        {...any}
        name="outcome"
        label={t('supervision.search.outcome')}
        choices={outcomes.map((value) => ({ value, label: t(`supervision.search.outcome.${value}`) }))}
      />
      <Select
        {...any}
        name="refusal"
        label={t('supervision.search.refusal')}
        choices={useWords(choices.refusals, (code) => `refusal.${code}.title`)}
      />
      <Select
        {...any}
        name="procedure"
        label={t('mandates.fact.procedure')}
        choices={useWords(procedureCodes, (code) => `terms.procedure.${code}.title`)}
      />
      <Select
        {...any}
        name="client"
        label={t('mandates.uses.where')}
        choices={choices.clients.map(([value, label]) => ({ value, label }))}
      />
      <Field
        form={form}
        name="mandate"
        label={t('supervision.search.mandate')}
        hint={t('supervision.search.mandate.hint')}
        optional
        size={12}
      />
      <Field form={form} name="use" label={t('supervision.search.use')} hint={t('supervision.search.use.hint')} optional />
      <Field form={form} name="from" kind="date" label={t('supervision.search.from')} optional />
      <Field form={form} name="to" kind="date" label={t('supervision.search.to')} optional />
      <PersonFields form={form} isNaming={isNaming} />
    </div>
  );
}

function PersonFields({ form, isNaming }: { form: Form; isNaming: boolean }): JSX.Element {
  const { t } = usePage();
  if (!isNaming) return <p class="hint">{t('supervision.search.person.closed')}</p>;
  return (
    <fieldset>
      <legend>{t('supervision.search.person')}</legend>
      <p class="hint">{t('supervision.search.person.hint')}</p>
      <Field form={form} name="givenName" label={t('supervision.search.givenName')} autocomplete="off" optional />
      <Field form={form} name="familyName" label={t('supervision.search.familyName')} autocomplete="off" optional />
      <Field
        form={form}
        name="birthdate"
        label={t('supervision.search.birthdate')}
        hint={t('supervision.search.birthdate.hint')}
        autocomplete="off"
        size={10}
        optional
      />
      <Field
        form={form}
        name="birthplace"
        label={t('supervision.search.birthplace')}
        hint={t('supervision.search.birthplace.hint')}
        autocomplete="off"
        size={6}
        optional
      />
    </fieldset>
  );
}

/** Codes by their words, in the order of these. */
export function useWords(codes: readonly string[], key: (code: string) => string): Choice[] {
  const { t, language } = usePage();
  const choices = codes.flatMap((value) => {
    const text = key(value);
    return hasText(text) ? [{ value, label: t(text) }] : [];
  });
  return choices.sort((one, other) => one.label.localeCompare(other.label, language.slice(0, 2)));
}
