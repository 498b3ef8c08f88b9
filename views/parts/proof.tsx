import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { usePage } from '../page.tsx';
import { Field } from './field.tsx';

/** What an authenticator is asked, as the browser's script passes it on. */
export type PasskeyQuestion = object | null;

interface ProofFieldsProps {
  form: Form;
  /** Null for who has no passkey. */
  passkey: PasskeyQuestion;
  label: string;
  hint?: string;
  size?: number;
}

/** The fields that prove a second factor, in any form: a code, or, where scripts are, a passkey. The page asks for `passkeys.js`. */
export function ProofFields({ form, passkey, ...code }: ProofFieldsProps): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <Field form={form} name="code" kind="proof" size={10} {...code} />
      {passkey && (
        <p>
          <input type="hidden" name="credential" value="" />
          <button type="button" class="button secondary" data-passkey="get" data-question={JSON.stringify(passkey)} hidden>
            {t('identity.passkey.use')}
          </button>
          <span role="status" data-passkey-trouble={t('identity.passkey.trouble')} />
        </p>
      )}
    </>
  );
}
