import type { Form } from '../../src/http/parse-form.ts';
import type { TextKey, TextValues } from '../../src/http/texts.ts';
import type { ProofAsked } from '../../src/identity/proof-asked.ts';

/** What chooses the words of a page that asks. */
export function wordsFor({ passkey, shows }: ProofAsked): TextValues {
  return { passkey: passkey ? 'yes' : 'no', shows };
}

/** A form given back, in words about what its reader has: whom nothing shows a code waits for no other one. */
export function wordedFor(form: Form, { shows }: ProofAsked): Form {
  const { code, ...others } = form.mistakes;
  if (code === undefined || shows !== 'nothing') return form;
  return { ...form, mistakes: { ...others, code: withPasskey[code] ?? code } };
}

const withPasskey: Readonly<Partial<Record<TextKey, TextKey>>> = {
  'identity.mistake.codeShape': 'identity.mistake.noProof',
  'mandates.signature.code.missing': 'identity.mistake.noProof',
  'identity.mistake.code': 'identity.mistake.proof',
  'mandates.signature.code.wrong': 'identity.mistake.proof',
};
