import { listed } from '../http/lists.ts';
import { type TextKey, translator } from '../http/texts.ts';
import { type Addressee, written } from './messages.ts';
import { nameInText } from './name-in-text.ts';
import type { Message } from './outbox.ts';

export interface ActQuestion {
  readonly code: string;
  readonly expiresAt: Date;
  readonly organisation: string;
  /** Where it is done: the same words at another service are another act. */
  readonly service: string;
  /** What it confirms, in words: the one thing a person must know before they say a code aloud. */
  readonly acts: readonly TextKey[];
}

/** The code by which a person confirms a sensitive act. */
export function actCode(to: Addressee, { code, expiresAt, acts, ...names }: ActQuestion): Message {
  const t = translator(to.language);
  const what = listed(
    acts.map((act) => t(act)),
    to.language,
  );
  const named = (name: string) => nameInText(to.language, name);
  const lines = [
    t('message.act.text', { code, what, organisation: named(names.organisation), service: named(names.service), until: expiresAt }),
    t('message.act.refuse'),
  ];
  return { ...written(to, { title: t('message.act.title'), lines, remark: t('message.code.remark') }), kind: 'act_code', expiresAt };
}
