import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { OpeningHours } from '../../src/organisations/hours.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Checkboxes } from '../parts/choices.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';

const week = [1, 2, 3, 4, 5, 6, 7] as const;

/** When the organisation helps: outside, uses are possible all the same, and noticed when there are several. */
export function HoursPage({ form, hours }: { form: Form; hours: OpeningHours }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('manager.hours.title')} lead={t('manager.hours.lead')} back={{ href: '/manager' }} form={form}>
      <PostForm action="/manager/hours">
        <Checkboxes
          form={form}
          name="days"
          label={t('manager.hours.days')}
          chosen={hours.days.map(String)}
          choices={week.map((day) => ({ value: String(day), label: t(`manager.hours.day.${day}`) }))}
        />
        <Field
          form={form}
          name="opens"
          label={t('manager.hours.opens')}
          hint={t('manager.hours.hint')}
          value={clock(hours.opens)}
          size={6}
        />
        <Field form={form} name="closes" label={t('manager.hours.closes')} value={clock(hours.closes)} size={6} />
        <Button>{t('manager.hours.save')}</Button>
      </PostForm>
    </Layout>
  );
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
