import { allLanguages, type Language, languages } from '../../src/http/languages.ts';
import { translator } from '../../src/http/texts.ts';
import { contactCode, contactProposed } from '../../src/notifications/contact-messages.ts';
import type { Addressee } from '../../src/notifications/messages.ts';
import { digestMessage, newsKinds, newsMessage } from '../../src/notifications/news-messages.ts';
import type { Channel } from '../../src/notifications/outbox.ts';
import { haltedMail, staffMail, staffNews } from '../../src/notifications/staff-messages.ts';
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

test('an Arabic SMS says by its first sign which way it reads, and keeps STOP before its code: both are Latin', () => {
  const said = messagesIn('ar', 'sms').map(({ text }) => text);
  expect(said.filter((text) => !text.startsWith('\u200fProcura:'))).toEqual([]);
  expect(said.filter((text) => text.includes(`\u2066STOP ${stop.code}\u2069`))).toHaveLength(1);
});

test('French, easy French and English keep to the signs of GSM: no accent doubles the bill', () => {
  for (const language of ['fr', 'fr-FALC', 'en'] as const)
    for (const { kind, text } of messagesIn(language, 'sms')) expect([kind, segmentsOf(text) <= 2]).toEqual([kind, true]);
});

describe.each([
  ['a line end', 'CCAS\r\nBcc: everybody@example.fr', 'CCAS Bcc: everybody@example.fr'],
  ['a line end of Unicode', 'CCAS\u2028\u2029Subject: x', 'CCAS Subject: x'],
  ['bidi overrides', '\u202eSACC\u202c', 'SACC'],
  ['isolates left open', '\u2067CCAS', 'CCAS'],
  ['an isolate closed too early', 'CCAS\u2069\u202e', 'CCAS'],
  ['a bell and an escape', 'CCAS\u0007\u001b[2J', 'CCAS [2J'],
  ['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['the signs of our own catalogues', '{organisation, select, other {x}}', '{organisation, select, other {x}}'],
])('a name with %s changes nothing but itself', (_what, name, plain) => {
  test('in what a person is told', () => {
    const message = newsMessage(to('fr', 'email'), { kind: 'used', organisation: name, at }, address);
    expect(message.text).toContain(`${plain} a utilisé`);
    expect(message.subject).not.toContain('Bcc');
    expect(message.html).not.toContain('<img');
    const sms = newsMessage(to('fr'), { kind: 'used', organisation: name, at }, address).text;
    expect(sms).toContain(plain);
    expect(sms).not.toMatch(harmful);
  });

  test('in what the staff is told, subject and text, and the reasons given', () => {
    const mails = [
      ...staffNews.map((news) => staffMail(colleague, news, { address, values: valuesNaming(name) })),
      haltedMail(colleague, 'halted', name),
    ];
    for (const { subject, text, html } of mails) {
      expect(subject).not.toMatch(harmful);
      expect(text.split('\n\n').join('')).not.toMatch(/[\r\u2028\u2029\u202a-\u202e\u2066-\u2069\u0007\u001b]/);
      expect(text).not.toMatch(/^(?:Bcc|Subject):/m);
      expect(html).not.toContain('<img');
    }
  });

  test('in any sentence of a page or of the terms, in any language', () => {
    for (const language of allLanguages) {
      const said = translator(language)('terms.who.named', { named: name });
      expect(said).toContain(plain);
      const isolates = languages[language].direction === 'rtl' ? /[\u2068\u2069]/g : /$^/g; // the sentence's own
      expect(said.replaceAll(isolates, '')).not.toMatch(harmful);
    }
  });
});

const harmful = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const colleague = { email: 'armand@example.fr', subjectRef: null };

/** What any mail to the staff may be filled with. */
function valuesNaming(name: string) {
  const named = Object.fromEntries(['organisation', 'into', 'reason', 'helper', 'manager'].map((value) => [value, name]));
  return { ...named, since: at, until: at, days: 3 };
}

test('markup in a name is text', () => {
  const { html } = newsMessage(to('fr', 'email'), { kind: 'used', organisation: '<img src=x>', at }, address);
  expect(html).toContain('&lt;img src=x>');
});

test('in Arabic a name that runs the other way is held together', () => {
  const { text } = newsMessage(to('ar'), { kind: 'used', organisation, at }, address);
  expect(text).toContain(`\u2068${organisation}\u2069`);
});
