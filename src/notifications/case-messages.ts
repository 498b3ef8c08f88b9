import { translator } from '../http/texts.ts';
import { type Addressee, written } from './messages.ts';
import { nameInText } from './name-in-text.ts';
import type { Message } from './outbox.ts';

/** How far a case is. */
export type CaseNews = 'opened' | 'answered' | 'supervised' | 'returned' | 'closed' | 'inquired';

/** What a person contested has moved on. What it is about stays on their own pages. */
export function caseNews(
  to: Addressee,
  { news, organisation, address }: { readonly news: CaseNews; readonly organisation: string; readonly address: string },
): Message {
  const t = translator(to.language);
  const link = { href: address, label: t('message.see') };
  const lines = [t(`message.case.${news}`, { organisation: nameInText(to.language, organisation) })];
  return {
    ...written(to, {
      title: t(news === 'inquired' ? 'message.case.inquiry.title' : 'message.case.title'),
      lines,
      link,
      remark: t('message.remark'),
    }),
    kind: 'case_news',
  };
}
