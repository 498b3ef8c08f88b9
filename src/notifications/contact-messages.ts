import { translator } from '../http/texts.ts';
import { type Addressee, written } from './messages.ts';
import { nameInText } from './name-in-text.ts';
import type { Message } from './outbox.ts';

/** The code by which a person shows that an address is theirs. */
export function contactCode(to: Addressee, { code, expiresAt }: { readonly code: string; readonly expiresAt: Date }): Message {
  const t = translator(to.language);
  const lines = [t('message.code.text', { code }), t('message.code.secret')];
  return { ...written(to, { title: t('message.code.title'), lines, remark: t('message.code.remark') }), kind: 'contact_code', expiresAt };
}

/** A helper typed this address as somebody's: whoever holds it may say so, or let it be. Names nobody. */
export function contactProposed(
  to: Addressee,
  { organisation, address }: { readonly organisation: string; readonly address: string },
): Message {
  const t = translator(to.language);
  const link = { href: address, label: t('message.proposed.action') };
  const mail = {
    title: t('message.proposed.title'),
    lines: [t('message.proposed.text', { organisation: nameInText(to.language, organisation) })],
    link,
    remark: t('message.proposed.remark'),
  };
  return { ...written(to, mail), kind: 'contact_proposed' };
}

/** FranceConnect says other things of who somebody is than it did: they hear of it, and no name or date is repeated. */
export function identityRefreshed(to: Addressee, at: Date): Message {
  const t = translator(to.language);
  const mail = { title: t('message.refreshed.title'), lines: [t('message.refreshed.text', { at })], remark: t('message.refreshed.remark') };
  return { ...written(to, mail), kind: 'identity_refreshed' };
}
