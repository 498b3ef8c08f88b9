import { randomUUID } from 'node:crypto';
import { minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { insertApplicationMessage } from '../../src/organisations/application-message-store.ts';
import { findApplication } from '../../src/organisations/application-store.ts';
import { Applicant } from '../support/applicant.ts';
import { browserOf, operatorAt } from '../support/as-operator.ts';
import type { Shown } from '../support/browser.ts';
import { TestClock } from '../support/clock.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { renewingIn } from '../support/renewing.ts';

const clock = new TestClock();
const house = await openHouse({ clock });
const { context, world, url } = house;
const odile = await operatorAt(house);
const renewing = await renewingIn({ needs: context, world, clock });
const tooMany = 'Une de trop, longuement pesée.';

/** Two hundred messages about an application. */
async function fill(id: string): Promise<void> {
  await atomically(context, async (work) => {
    const application = await findApplication(work.tx, work.vault, id);
    if (!application) throw new Error('no application');
    const message = { operatorId: null, kind: 'message', text: 'Encore.', sentAt: work.at } as const;
    for (let n = 0; n < 200; n++) await insertApplicationMessage(work, application, { ...message, id: randomUUID() });
  });
}

const countOf = async (id: string) =>
  (await context.db.from('application_messages').where('application_id', id).pluck<string[]>('id')).length;

const claire = new Applicant(house, 'claire@full.example');
await claire.begin();
await claire.fill();
await claire.submit();
const [id = ''] = await context.db.from('applications').where('state', 'submitted').pluck<string[]>('id');
await fill(id);

const { manager } = await renewing.team();
const renewal = await renewing.ask(manager);
await fill(renewal);
const managers = await browserOf(house, manager);

const sides: readonly (readonly [string, string, () => Promise<Shown>, RegExp])[] = [
  ['an applicant', id, async () => claire.send(await claire.open('/application'), '/application/messages', { text: tooMany }), /envoyée/],
  ['an operator', id, () => odile.send(`/operator/applications/${id}`, '/messages', { text: tooMany }), /avec une décision part toujours/],
  [
    'a manager',
    renewal,
    async () => {
      const page = await managers.open(`${url}/manager/certification`);
      return managers.submit(page, '/manager/certification/messages', { fields: { text: tooMany } });
    },
    /envoyée/,
  ],
];

test.each(sides)(
  'after two hundred messages %s adds none, is told so where they wrote, and keeps what they wrote',
  async (_who, of, send, next) => {
    const page = await send();
    expect([page.status, await countOf(of)]).toEqual([422, 200]);
    const words = wordsOf(page);
    for (const said of [/a atteint 200 messages/, next, /Encore\./]) expect(words).toMatch(said);
    expect(/<textarea[^>]*name="text"[^>]*>([^<]*)</.exec(page.text)?.[1]).toBe(tooMany);
  },
);

test('the decision that ends a full conversation is read in it', async () => {
  clock.forward(minute);
  await odile.send(`/operator/applications/${id}`, '/decision', { decision: 'changes', answer: 'Ajoutez un arrêté.', until: '2029-01-01' });
  expect(wordsOf(await claire.open('/application'))).toContain('Ajoutez un arrêté.');
});
