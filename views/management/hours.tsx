import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';
import { WeekFields } from '../parts/hours.tsx';

/** When the organisation helps: outside, uses are possible all the same, and noticed when there are several. */
export function HoursPage({ form, hours }: { form: Form; hours: string | null }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('manager.hours.title')} lead={t('manager.hours.lead')} back={{ href: '/manager' }} form={form}>
      <PostForm action="/manager/hours">
        <WeekFields form={form} legend={t('manager.hours.week')} hours={hours} />
        <Actions>
          <Button>{t('manager.hours.save')}</Button>
        </Actions>
      </PostForm>
    </Layout>
  );
}
