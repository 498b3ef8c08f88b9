import { randomUUID } from 'node:crypto';
import { atomically } from '../../src/db/database.ts';
import { agreeToMandate } from '../../src/mandates/agree-to-mandate.ts';

import type { Browser } from '../support/browser.ts';
import { Counter, wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { offeringIn } from '../support/offering.ts';
import { questionOf, registerPasskey } from '../support/passkeys.ts';
import { Authenticator } from '../support/authenticator.ts';
import type { TestHelper } from '../support/world.ts';

const house = await openHouse();
const { context, world, url } = house;
const offering = offeringIn({ needs: context });

interface Has {
  readonly passkey: boolean;
  readonly codes: readonly ('application' | 'card')[];
}

/** A helper who has just this, signed in. */
async function whoHas({ passkey, codes }: Has): Promise<{ helper: TestHelper; browser: Browser }> {
  const helper = await world.helper();
  const counter = new Counter(house, helper);
  const { browser } = counter;
  await counter.signIn();
  if (passkey) await registerPasskey(browser, url);
  const factor = context.db('totp_factors').where('helper_id', helper.id);
  const [first] = codes;
  if (first === undefined) await factor.clone().update({ removed_at: context.clock.now() });
  else await factor.clone().update({ kind: first });
  if (codes.length === 2) {
    const [row] = (await factor.clone()) as Record<string, unknown>[];
    await context.db.insert({ ...row, id: randomUUID(), kind: codes[1] }).into('totp_factors');
  }
  return { helper, browser };
}

/** The pages that ask for a second factor, and where their form is sent. */
const pages: Readonly<Record<string, (helper: TestHelper) => Promise<{ path: string; action: string }>>> = {
  'at the door': () => Promise.resolve({ path: '/second-factor', action: '/second-factor' }),
  'at the countersignature': async (helper) => {
    const draft = await world.identify(await world.draft({ helper }), { helper });
    const agreed = { draftId: draft.id, helper, organisationId: helper.organisation.id, protection: 'none' } as const;
    await atomically(context, (work) => agreeToMandate(work, { ...agreed, termsHash: draft.termsHash?.toString('hex') ?? '' }));
    return { path: `/drafts/${draft.id}/signature`, action: `/drafts/${draft.id}/signature` };
  },
  'for what a person offers': async ({ organisation }) => {
    const { id } = await offering.offered(organisation);
    return { path: `/offers/${id}`, action: `/offers/${id}/signature` };
  },
};

const ways: readonly (readonly [string, Has, { says: RegExp; never: RegExp }])[] = [
  [
    'a passkey alone',
    { passkey: true, codes: [] },
    { says: /Code de secours/, never: /application|carte à codes|votre carte|6 chiffres|six chiffres/i },
  ],
  ['an application alone', { passkey: false, codes: ['application'] }, { says: /votre application/, never: /clé d’accès|votre carte/ }],
  ['a card alone', { passkey: false, codes: ['card'] }, { says: /votre carte/, never: /clé d’accès|votre application/ }],
  ['a passkey and a card', { passkey: true, codes: ['card'] }, { says: /votre carte/, never: /votre application/ }],
  [
    'an application and a card',
    { passkey: false, codes: ['application', 'card'] },
    { says: /votre application ou votre carte/, never: /clé d’accès/ },
  ],
];

const table = ways.flatMap(([who, has, words]) => Object.keys(pages).map((page) => [who, page, has, words] as const));

test.each(table)('who has %s reads of that, and of nothing else, %s', async (_who, page, has, { says, never }) => {
  const { helper, browser } = await whoHas(has);
  const { path } = (await pages[page]?.(helper)) ?? { path: '' };
  const shown = await browser.open(url + path);
  const main = { ...shown, text: /<main[\s\S]*<\/main>/.exec(shown.text)?.[0] ?? '' };
  expect([shown.status, wordsOf(main)]).toEqual([200, expect.stringMatching(says)]);
  expect(wordsOf(main)).not.toMatch(never);
});

test.each(Object.keys(pages))('who has a passkey alone is told so when nothing, or something else, was sent %s', async (page) => {
  const { helper, browser } = await whoHas({ passkey: true, codes: [] });
  const { path, action } = (await pages[page]?.(helper)) ?? { path: '', action: '' };
  const shown = await browser.open(url + path);
  const nothing = await browser.submit(shown, action, { fields: { explained: 'on', code: '' } });
  expect([nothing.status, wordsOf(nothing)]).toEqual([
    422,
    expect.stringContaining('Utilisez votre clé d’accès, ou tapez un code de secours'),
  ]);
  const strange = new Authenticator(url).get(questionOf(nothing));
  for (const proof of [{ code: '123456' }, { credential: strange }]) {
    const refused = await browser.submit(nothing, action, { fields: { explained: 'on', ...proof } });
    expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining('Réessayez avec votre clé d’accès')]);
    expect(wordsOf(refused)).not.toMatch(/chiffres|le suivant|code suivant/);
  }
});
