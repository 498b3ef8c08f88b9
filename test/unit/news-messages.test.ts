import { allLanguages, type Language, languages } from '../../src/http/languages.ts';
import { contactCode, contactProposed } from '../../src/notifications/contact-messages.ts';
import type { Addressee } from '../../src/notifications/messages.ts';
import { digestMessage, newsKinds, newsMessage } from '../../src/notifications/news-messages.ts';
import type { Channel } from '../../src/notifications/outbox.ts';
import { smsNotUnderstood, smsReply } from '../../src/notifications/sms-messages.ts';
import { segmentsOf } from '../../src/notifications/sms-text.ts';

const organisation = 'CCAS de Villeneuve-sur-Lot';
const address = 'https://procura.example/me';
const at = new Date('2026-09-22T14:05:00Z');
const later = new Date('2026-09-29T09:12:00Z');
const stop = { code: 'ABCD EFGH JKMN PQRS', address: 'https://procura.example/stop' };

const to = (language: Language, channel: Channel = 'sms'): Addressee => ({ channel, to: '+33639980101', language, subjectRef: null });

/** All that a person may be told, in one language by one channel. */
function messagesIn(language: Language, channel: Channel) {
  const who = to(language, channel);
  const gathered = (count: number) => [{ organisation, count, first: at, last: later }];
  return [
    ...newsKinds.map((kind) => newsMessage(who, { kind, organisation, at, ...(kind === 'concluded' && { stop }) }, address)),
    digestMessage(who, gathered(1), address),
    digestMessage(who, [...gathered(3), ...gathered(14)], address),
    contactCode(who, { code: '012345', expiresAt: at }),
    contactProposed(who, { organisation, address: `${address}/contacts` }),
    smsReply(who.to, smsNotUnderstood(language, address)),
  ];
}

test.each(allLanguages)('all that a person is told can be said in %s, by mail and by SMS, and names no procedure', (language) => {
  for (const channel of ['email', 'sms'] as const)
    for (const { text, html } of messagesIn(language, channel)) {
      expect(text).not.toMatch(/[{}]|undefined/);
      expect(text).not.toMatch(/papiers|social|impôt/i);
      if (html !== undefined) expect(html).toContain(`dir="${languages[language].direction}"`);
    }
});

test.each(allLanguages)('in %s an SMS is billed as two at most, as three where the stop code or an explanation needs it', (language) => {
  const billed = messagesIn(language, 'sms').map(({ kind, text }) => ({ kind, segments: segmentsOf(text), text }));
  const most = (kind: string) => (['mandate_concluded', 'contact_proposed', 'sms_reply'].includes(kind) ? 3 : 2);
  expect(billed.filter(({ kind, segments }) => segments > most(kind))).toEqual([]);
});

test('French, easy French and English keep to the signs of GSM: no accent doubles the bill', () => {
  for (const language of ['fr', 'fr-FALC', 'en'] as const)
    for (const { kind, text } of messagesIn(language, 'sms')) expect([kind, segmentsOf(text) <= 2]).toEqual([kind, true]);
});

test.each([
  ['a line end', 'CCAS\r\nBcc: everybody@example.fr', 'CCAS Bcc: everybody@example.fr'],
  ['bidi overrides', '\u202eSACC\u202c', 'SACC'],
  ['isolates left open', '\u2067CCAS', 'CCAS'],
])('a name with %s changes nothing but itself', (_what, name, plain) => {
  const message = newsMessage(to('fr', 'email'), { kind: 'used', organisation: name, at }, address);
  expect(message.text).toContain(`${plain} a utilisé`);
  expect(message.subject).not.toContain('Bcc');
});

test('markup in a name is text', () => {
  const { html } = newsMessage(to('fr', 'email'), { kind: 'used', organisation: '<img src=x>', at }, address);
  expect(html).toContain('&lt;img src=x>');
});

test('in Arabic a name that runs the other way is held together', () => {
  const { text } = newsMessage(to('ar'), { kind: 'used', organisation, at }, address);
  expect(text).toContain(`\u2068${organisation}\u2069`);
});
