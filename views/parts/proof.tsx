import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { ProofAsked } from '../../src/identity/proof-asked.ts';
import { usePage } from '../page.tsx';
import { Field } from './field.tsx';
import { wordsFor } from './proof-words.ts';

interface ProofFieldsProps {
  form: Form;
  asked: ProofAsked;
  /** What the code is called where something shows it. */
  label: 'identity.secondFactor.code' | 'mandates.signature.code';
}

/** The fields that prove a second factor, in any form: a code, or, where scripts are, a passkey. The page asks for `passkeys.js`. */
export function ProofFields({ form, asked, label }: ProofFieldsProps): JSX.Element {
  const { t } = usePage();
  const code = (
    <Field
      form={form}
      name="code"
      kind="proof"
      size={10}
      label={t(asked.shows === 'nothing' ? 'identity.secondFactor.recovery' : label)}
      hint={t(`${label}.hint`, wordsFor(asked))}
    />
  );
  const passkey = asked.passkey && (
    <p>
      <input type="hidden" name="credential" value="" />
      <button type="button" class="button secondary" data-passkey="get" data-question={JSON.stringify(asked.passkey)} hidden>
        {t('identity.passkey.use')}
      </button>
      <span role="status" data-passkey-trouble={t('identity.passkey.trouble')} />
    </p>
  );
  return asked.shows === 'nothing' ? (
    <>
      {passkey}
      {code}
    </>
  ) : (
    <>
      {code}
      {passkey}
    </>
  );
}
