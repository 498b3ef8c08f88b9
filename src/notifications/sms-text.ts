/** The signs of GSM 03.38, each in seven bits. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Those that take two places. */
const extended = '^{}\\[~]|€';

/** Typography that a telephone does without: one such sign would halve the room in the whole message. */
const plain: readonly (readonly [RegExp, string])[] = [
  [/[\u00a0\u202f]/g, ' '],
  [/[‘’]/g, "'"],
  [/« ?| ?»|[“”]/g, '"'],
  [/[–—]/g, '-'],
  [/…/g, '...'],
  [/œ/g, 'oe'],
  [/Œ/g, 'OE'],
];

/** A text as it travels by SMS: typography made plain, the words as they are. */
export function smsText(text: string): string {
  return plain.reduce((written, [typography, sign]) => written.replaceAll(typography, sign), text);
}

/** How many SMS a text is billed as: 160 signs of GSM, or 70 when one sign is not of GSM; 153 and 67 when it is cut. */
export function segmentsOf(text: string): number {
  const signs = Array.from(text);
  const isGsm = signs.every((sign) => basic.includes(sign) || extended.includes(sign));
  const length = isGsm ? signs.reduce((sum, sign) => sum + (extended.includes(sign) ? 2 : 1), 0) : text.length;
  const [whole, part] = isGsm ? [160, 153] : [70, 67];
  return length <= whole ? 1 : Math.ceil(length / part);
}
