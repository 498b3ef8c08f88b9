import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { kinds, type OrganisationFacts } from '../../src/organisations/application.ts';
import { departmentOf } from '../../src/organisations/department.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Field, type FieldProps } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { WeekFields } from '../parts/hours.tsx';
import { Select } from '../parts/select.tsx';

interface OrganisationPageProps {
  organisation: Partial<OrganisationFacts> | null;
  form: Form;
  /** Where the application is. */
  base: string;
  /** A certified body that asks for more time keeps its number and its territory; its managers say its hours elsewhere. */
  isRenewal?: boolean;
}

/** What the body says of itself; most of it will stand in the public directory. */
export function OrganisationPage({ organisation, form, base, isRenewal = false }: OrganisationPageProps): JSX.Element {
  const { t } = usePage();
  const field = (name: Exclude<keyof OrganisationFacts, 'kind' | 'openingHours'>, more: Partial<FieldProps> = {}) => (
    <Field form={form} name={name} label={t(`application.${name}`)} value={organisation?.[name] ?? ''} {...more} />
  );
  return (
    <Layout title={t('application.part.organisation')} back={{ href: base }} form={form}>
      <PostForm action={`${base}/organisation`}>
        {field('siret', { hint: t(isRenewal ? 'application.siret.renewal' : 'application.siret.hint'), size: 18 })}
        {field('name', { autocomplete: 'organization' })}
        <Select
          form={form}
          name="kind"
          label={t('application.kind')}
          value={organisation?.kind ?? ''}
          none={t('application.kind.none')}
          choices={kinds.map((kind) => ({ value: kind, label: t(`organisation.kind.${kind}`) }))}
        />
        {field('address', { autocomplete: 'address-line1' })}
        {field('postalCode', { autocomplete: 'postal-code', size: 8 })}
        {field('city', { autocomplete: 'address-level2' })}
        {!isRenewal &&
          field('territory', { value: typedTerritory(organisation), hint: t('application.territory.hint'), optional: true, size: 4 })}
        <h2>{t('application.public')}</h2>
        <p>{t('application.public.text')}</p>
        {field('phone', { kind: 'phone', optional: true })}
        {field('email', { kind: 'email', optional: true })}
        {field('website', { optional: true, hint: t('application.website.hint') })}
        {!isRenewal && <WeekFields form={form} legend={t('application.openingHours')} hours={organisation?.openingHours ?? null} />}
        <Actions>
          <Button>{t('application.save')}</Button>
        </Actions>
      </PostForm>
    </Layout>
  );
}

/** Given back as it was typed: what the postal code gave follows it when it is corrected. */
function typedTerritory(organisation: Partial<OrganisationFacts> | null): string {
  const { postalCode = '', territory = '' } = organisation ?? {};
  return territory === departmentOf(postalCode) ? '' : territory;
}
