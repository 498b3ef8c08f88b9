import { day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { type Language, languages } from '../../src/http/languages.ts';
import { openLetter } from '../../src/mandates/print-letter.ts';
import { remindOfEnds } from '../../src/mandates/remind-of-end.ts';
import { tellDigests } from '../../src/mandates/tell-digests.ts';
import { tellConcluded, tellEnded } from '../../src/mandates/tell-person.ts';
import { nameInText } from '../../src/notifications/name-in-text.ts';
import { chooseHowToBeTold } from '../../src/people/choose-how-to-be-told.ts';
import type { Rhythm } from '../../src/people/contact.ts';
import { contactsIn } from '../support/contacts.ts';
import { openRooms } from '../support/rooms.ts';
import { publicUrl, tellingIn } from '../support/telling.ts';

const rooms = await openRooms();
const { needs, clock } = rooms;
const contacts = contactsIn(rooms);
const { given, use } = tellingIn(rooms);
type Given = Awaited<ReturnType<typeof given>>;
let count = 0;

beforeEach(() => {
  clock.forward(800 * day); // what other tests left has ended long ago
});

/** Every moment a person is told of, and how it comes about. */
const moments: Readonly<Record<string, (one: Given) => Promise<unknown>>> = {
  'at signature': ({ mandate, person }) =>
    atomically(needs, (work) => tellConcluded(work, { mandate, person, publicUrl, stopCode: 'ABCDEFGHKMNPRTXY' })),
  'at a use': use,
  'seven days before the end': ({ mandate }) => {
    clock.set(new Date(mandate.expiresAt.getTime() - 7 * day));
    return remindOfEnds({ ...needs, publicUrl });
  },
  'at the end': async ({ mandate }) => {
    clock.set(new Date(mandate.expiresAt.getTime() - 7 * day));
    await remindOfEnds({ ...needs, publicUrl });
    await contacts.messages();
    clock.set(mandate.expiresAt);
    return remindOfEnds({ ...needs, publicUrl });
  },
  'at revocation': ({ mandate, person }) => atomically(needs, (work) => tellEnded(work, { mandate, person, publicUrl })),
};

/** Every way a person may choose, and where what is said is found. */
const ways: Readonly<Record<string, { readonly channel: 'email' | 'sms' | 'letter'; readonly rhythm: Rhythm }>> = {
  'by mail': { channel: 'email', rhythm: 'at_once' },
  'by SMS': { channel: 'sms', rhythm: 'at_once' },
  'by mail, once a day': { channel: 'email', rhythm: 'daily' },
  'by SMS, once a week': { channel: 'sms', rhythm: 'weekly' },
  'by letter': { channel: 'letter', rhythm: 'at_once' },
};

const table = Object.keys(ways).flatMap((way) =>
  Object.keys(moments).flatMap((moment) => (['fr', 'ar'] as const).map((language) => [moment, way, language] as const)),
);

test.each(table)('a person is told %s, %s, in %s: once, without a procedure', async (moment, way, language) => {
  const one = await given('month');
  const { channel, rhythm } = ways[way] ?? { channel: 'email', rhythm: 'at_once' };
  if (channel === 'sms') await contacts.confirmed(one.person, `+336399840${String(10 + count++)}`);
  await atomically(needs, (work) => chooseHowToBeTold(work, { person: one.person, channel, rhythm, language }));
  await contacts.messages();
  await moments[moment]?.(one);
  const said = channel === 'letter' ? await letter(one) : await messages(one, moment, rhythm);
  expect(said).toHaveLength(1);
  const isCount = channel === 'sms' && rhythm !== 'at_once' && moment === 'at a use'; // too short for names
  expect(said[0]).toContain(isCount ? `${publicUrl}/me` : 'CCAS');
  expect(said[0]).not.toMatch(/papiers|citoyenneté/i);
  expect(isolates(said[0] ?? '')).toBe(!isCount && languages[language].direction === 'rtl');
  if (moment === 'at signature' && channel !== 'letter') expect(said[0]).toMatch(/ABCD/);
});

async function messages(one: Given, moment: string, rhythm: Rhythm): Promise<string[]> {
  if (moment === 'at a use' && rhythm !== 'at_once') {
    expect(await contacts.messages()).toEqual([]);
    clock.forward(7 * day);
    await tellDigests({ ...needs, publicUrl });
  }
  const sent = await contacts.messages();
  return sent.map(({ text }) => text);
}

async function letter({ helper, person }: Given): Promise<readonly string[]> {
  expect(await contacts.messages()).toEqual([]);
  const opened = await atomically(needs, (work) => openLetter(work, { helper, organisation: helper.organisation, personId: person.id }));
  return opened.sentences.slice(-1);
}

/** Whether names are held together for a sentence that runs from the right. */
function isolates(text: string): boolean {
  return text.includes('\u2068');
}

test.each(['Mairie\u202egnoles', 'Mairie\nSTOP', 'Mairie\u2066\u2069'])(
  'a name made to turn or break the sentence does neither (%j)',
  (name) => {
    for (const language of ['fr', 'ar'] satisfies Language[]) {
      const plain = nameInText(language, name).replaceAll(/[\u2068\u2069]/g, '');
      expect(plain).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      expect(plain).toMatch(/^Mairie/);
    }
  },
);
