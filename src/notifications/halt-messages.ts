import { translator } from '../http/texts.ts';
import { type Addressee, written } from './messages.ts';
import type { Message } from './outbox.ts';

/** Who or what those who supervise stopped, or let act again. */
export interface HaltNews {
  readonly halted: 'helper' | 'organisation' | 'client';
  readonly isLifted: boolean;
}

/** That somebody who acts for a person, or a service where they are known, was stopped, or is no more. Neither names a helper nor a procedure. */
export function haltMessage(
  to: Addressee,
  { halted, isLifted }: HaltNews,
  { name, address }: { readonly name: string; readonly address: string },
): Message {
  const t = translator(to.language);
  const kind = isLifted ? 'resumed' : 'halted';
  const text = t(`message.${kind}.${halted}`, { name });
  const mail = {
    title: t(`message.${kind}.title`),
    lines: [text],
    link: { href: address, label: t('message.see') },
    remark: t('message.halted.remark'),
  };
  return { ...written(to, mail, `Procura : ${text} ${address}`), kind };
}
