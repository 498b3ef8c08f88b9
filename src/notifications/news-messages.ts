import type { Language } from '../http/languages.ts';
import { translator, type TextKey, type TextValues, type Translate } from '../http/texts.ts';
import { type Addressee, written } from './messages.ts';
import { nameInText } from './name-in-text.ts';
import type { Message } from './outbox.ts';

/** All that a person is told of a mandate: that it began, was used, ends in a few days, was ended, came to its end. */
export const newsKinds = ['concluded', 'used', 'ends_soon', 'ended', 'expired'] as const;
export type NewsKind = (typeof newsKinds)[number];

/** All that a letter may tell; of a case, only that it moved: whoever prints it may be whom it is about. */
export type LetterKind = NewsKind | 'case_news' | 'offer_declined' | 'offer_lapsed' | 'mandate_given_up';

const otherLetters: Readonly<Record<Exclude<LetterKind, NewsKind>, TextKey>> = {
  case_news: 'message.letter.case',
  offer_declined: 'message.offer.declined',
  offer_lapsed: 'message.offer.lapsed',
  mandate_given_up: 'message.given_up.text',
};

/** One piece of news. None names a procedure: telephones and mailboxes are read by others. */
export interface MandateNews {
  readonly kind: NewsKind;
  readonly organisation: string;
  /** When it happened; for what begins or ends soon, when it ends. */
  readonly at: Date;
  /** The code that stops a mandate that begins, in groups, and where it is typed. */
  readonly stop?: { readonly code: string; readonly address: string };
  /** Why it ended with the organisation. */
  readonly because?: Because;
}

/** How an organisation ended, and which one it joined. */
export interface Because {
  readonly cause: 'organisation_withdrawn' | 'organisation_closed' | 'organisation_merged';
  readonly into: string | null;
}

/** What happened in one organisation, gathered: how often, from when to when. */
export interface Gathered {
  readonly organisation: string;
  readonly count: number;
  readonly first: Date;
  readonly last: Date;
}

/** A piece of news as a message; `address` is the person's own space. */
export function newsMessage(to: Addressee, { stop, because, ...news }: MandateNews, address: string): Message {
  const t = translator(to.language);
  const said = valuesOf(to.language, news);
  const lines = [
    t(`message.${news.kind}.text`, said),
    ...(stop ? [t('message.concluded.stop', { ...stop })] : []),
    ...(because ? [t(`message.because.${because.cause}`, { into: nameInText(to.language, because.into ?? '') })] : []),
  ];
  const sms = t(`message.sms.${news.kind}`, { ...said, address, code: stop?.code ?? '' });
  return { ...written(to, { title: t(`message.${news.kind}.title`), lines, ...foot(t, address) }, sms), kind: `mandate_${news.kind}` };
}

/** The uses of some days, in one message: an organisation a line. */
export function digestMessage(to: Addressee, gathered: readonly Gathered[], address: string): Message {
  const t = translator(to.language);
  const lines = gathered.map((one) => t('message.digest.text', gatheredValues(to.language, one)));
  const sms = t('message.sms.digest', { ...gatheredValues(to.language, total(gathered)), address });
  return { ...written(to, { title: t('message.digest.title'), lines, ...foot(t, address) }, sms), kind: 'digest' };
}

/** A piece of news in a letter. */
type LetterNews = Pick<MandateNews, 'organisation' | 'at'> & { readonly kind: LetterKind };

/** What a letter says, a sentence each: uses are gathered, cases said once, the rest is told one by one; of a long list, the latest. */
export function letterLines(language: Language, news: readonly LetterNews[], most = 12): string[] {
  const t = translator(language);
  const uses = news.filter(({ kind }) => kind === 'used');
  const ofCases = news.findLastIndex(({ kind }) => kind === 'case_news');
  const rest = news.filter(({ kind }, index) => kind !== 'used' && (kind !== 'case_news' || index === ofCases)).slice(-most);
  const told = rest.map((one) => t(textOf(one.kind), valuesOf(language, one)));
  return uses.length === 0 ? told : [...told, t('message.digest.text', gatheredValues(language, gatheredOf(uses)))];
}

function textOf(kind: LetterKind): TextKey {
  return isOther(kind) ? otherLetters[kind] : `message.${kind}.text`;
}

function isOther(kind: LetterKind): kind is keyof typeof otherLetters {
  return kind in otherLetters;
}

function gatheredOf(uses: readonly LetterNews[]): Gathered {
  const instants = uses.map(({ at }) => at.getTime());
  const [first, last] = [new Date(Math.min(...instants)), new Date(Math.max(...instants))];
  return { organisation: uses[0]?.organisation ?? '', count: uses.length, first, last };
}

/** What a sentence about a mandate is filled with; the name stays together when the sentence runs the other way. */
function valuesOf(language: Language, { organisation, at }: Pick<MandateNews, 'organisation' | 'at'>): TextValues {
  return { organisation: nameInText(language, organisation), at, end: at };
}

function gatheredValues(language: Language, { organisation, count, first, last }: Gathered): TextValues {
  return { organisation: nameInText(language, organisation), count, first, last };
}

function foot(t: Translate, address: string) {
  return { link: { href: address, label: t('message.see') }, remark: t('message.remark') };
}

function total(gathered: readonly Gathered[]): Gathered {
  const instants = gathered.flatMap(({ first, last }) => [first.getTime(), last.getTime()]);
  return {
    organisation: '',
    count: gathered.reduce((sum, { count }) => sum + count, 0),
    first: new Date(Math.min(...instants)),
    last: new Date(Math.max(...instants)),
  };
}
