import { minute } from '../../src/clock.ts';
import { Applicant, villeneuve } from '../support/applicant.ts';
import { operatorAt } from '../support/as-operator.ts';
import { TestClock } from '../support/clock.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { entriesOf } from '../support/staff.ts';

const clock = new TestClock();
const house = await openHouse({ clock });
const odile = await operatorAt(house);
const list = '/operator/applications?state=asking';

async function asks(one: Applicant, text: string): Promise<void> {
  clock.forward(minute);
  await one.send(await one.open('/application'), '/application/messages', { text });
}

const pathsIn = async (address: string): Promise<string[]> => [
  ...new Set([...(await odile.open(address)).text.matchAll(/\/operator\/applications\/[0-9a-f-]{36}/g)].map(([path]) => path)),
];

test.each([true, false])(
  'a last word that asks nothing waits no more once an operator says so (handed in: %s); who thanks is told nothing',
  async (isSubmitted) => {
    const one = new Applicant(house, `merci.${String(isSubmitted)}@asking.example`);
    await one.begin();
    if (isSubmitted) {
      await one.fill({ ...villeneuve, siret: '44306184100047', name: 'CCAS qui remercie' });
      await one.submit();
    }
    await asks(one, 'Merci !');
    const [path = ''] = await pathsIn(list);
    const read = await odile.open(path);
    await asks(one, 'Au fait, quand ?');
    const late = await odile.browser.submit(read, '/no-answer');
    expect([late.status, wordsOf(late)]).toEqual([422, expect.stringContaining('Un message est arrivé depuis')]);
    expect(await pathsIn(list)).toEqual([path]); // what was not read still waits
    await house.takeMessages();
    await odile.browser.submit(late, '/no-answer');
    expect([await pathsIn(list), await house.takeMessages()]).toEqual([[], []]);
    expect(await entriesOf(house.context, odile.operator)).toContain('application_left_unanswered');
    expect((await odile.open(path)).text).not.toContain('/no-answer');
    await asks(one, 'Une autre question.');
    expect(await pathsIn(list)).toEqual([path]);
    await odile.send(path, '/no-answer');
  },
);
