import { translator } from '../http/texts.ts';
import { type Addressee, written } from './messages.ts';
import { nameInText } from './name-in-text.ts';
import type { Message } from './outbox.ts';

/** What a person offered did not begin: it was declined, or nobody answered in time. Why stands on their own pages. */
export function offerNews(
  to: Addressee,
  { news, organisation, address }: { readonly news: 'declined' | 'lapsed'; readonly organisation: string; readonly address: string },
): Message {
  const t = translator(to.language);
  const link = { href: address, label: t('message.see') };
  const lines = [t(`message.offer.${news}`, { organisation: nameInText(to.language, organisation) })];
  return { ...written(to, { title: t('message.offer.title'), lines, link, remark: t('message.remark') }), kind: `offer_${news}` };
}
