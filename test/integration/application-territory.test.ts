import { Applicant, villeneuve } from '../support/applicant.ts';
import { browserOf } from '../support/as-operator.ts';
import { wordsOf } from '../support/counter.ts';
import { TestClock } from '../support/clock.ts';
import { openHouse } from '../support/house.ts';
import { renewingIn } from '../support/renewing.ts';
import { findLastRenewal } from '../../src/organisations/renewal-store.ts';
import { managingAs } from '../support/managing.ts';

const clock = new TestClock();
const house = await openHouse({ clock });

async function applicant(email: string): Promise<Applicant> {
  const somebody = new Applicant(house, email);
  await somebody.begin();
  return somebody;
}

const territoryOf = async (one: Applicant): Promise<unknown> => {
  const mailbox = house.context.vault.fingerprint('application-mailbox', one.email);
  return (await house.context.db.from('applications').where({ mailbox }).pluck<unknown[]>('territory'))[0];
};

test('a territory that the postal code gave follows it when it is corrected; one that was typed stays', async () => {
  const claire = await applicant('claire@moved.example');
  const correct = async (fields: Record<string, string>) => {
    const page = await claire.open('/application/organisation');
    const kept = /name="territory"[^>]*value="([^"]*)"/.exec(page.text)?.[1] ?? '';
    await claire.send(page, '/application/organisation', { ...villeneuve, territory: kept, ...fields });
    return territoryOf(claire);
  };
  expect(await correct({ postalCode: '20090' })).toBe('2A');
  expect(await correct({ postalCode: '70000' })).toBe('70');
  expect(await correct({ territory: '25' })).toBe('25');
  expect(await correct({ postalCode: '97400' })).toBe('25');
});

test.each(['00000', '99123', '96000', '97900', '98000'])(
  'a postal code of no department (%s) is refused beside its field, unless the department is typed',
  async (postalCode) => {
    const claire = await applicant(`claire@${postalCode}.example`);
    const send = async (territory: string) =>
      claire.send(await claire.open('/application/organisation'), '/application/organisation', {
        ...{ ...villeneuve, postalCode, territory },
      });
    const refused = await send('');
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('href="#postalCode"')]);
    expect(wordsOf(refused)).toContain('Ce code postal n’est celui d’aucun département');
    expect(await territoryOf(claire)).toBeNull();
    expect([(await send('2B')).status, await territoryOf(claire)]).toEqual([200, '2B']);
  },
);

test('a renewal keeps its territory whatever the postal code says', async () => {
  const { db, vault } = house.context;
  const { team, begin } = await renewingIn({ needs: house.context, world: house.world, clock });
  const { manager, id } = await team({ siret: '35600000000048', territory: '06' });
  await begin(managingAs(manager));
  const browser = await browserOf(house, manager);
  const page = await browser.open(`${house.url}/manager/certification/organisation`);
  expect(page.text).not.toContain('name="territory"');
  const sent = { ...villeneuve, siret: manager.organisation.siret, postalCode: '98000' };
  expect((await browser.submit(page, '/manager/certification/organisation', { fields: sent })).status).toBe(200);
  expect((await findLastRenewal(db, vault, id))?.organisation).toMatchObject({ postalCode: '98000', territory: '06' });
});
