import { translator } from '../http/texts.ts';
import { type Addressee, written } from './messages.ts';
import type { Message } from './outbox.ts';

/** That somebody who acts for a person, or a service where they are known, was stopped by those who supervise. Neither names a helper nor a procedure. */
export function haltMessage(
  to: Addressee,
  halted: 'helper' | 'organisation' | 'client',
  { name, address }: { readonly name: string; readonly address: string },
): Message {
  const t = translator(to.language);
  const text = t(`message.halted.${halted}`, { name });
  const mail = {
    title: t('message.halted.title'),
    lines: [text],
    link: { href: address, label: t('message.see') },
    remark: t('message.halted.remark'),
  };
  return { ...written(to, mail, `Procura : ${text} ${address}`), kind: 'halted' };
}
