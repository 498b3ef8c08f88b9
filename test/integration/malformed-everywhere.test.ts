import { access, type Audience } from '../../src/access.ts';
import { appointOmbudsman, appointOperator, appointSupervisor } from '../support/appointed.ts';
import { browserOf } from '../support/as-operator.ts';
import { Browser } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';
import { atHome } from '../support/own-space.ts';

const house = await openHouse();
const { context, world, url } = house;
const helper = await world.helper({ role: 'manager' });
const mandate = await world.mandate({ helper });
const operator = await appointOperator(context);
const supervisor = await appointSupervisor(context, '*');
const ombudsman = await appointOmbudsman(context, '*');

/** A browser of somebody who is let in, fresh each time: an act may end their session. */
function visitorFor(audience: Audience): Promise<Browser> {
  if (audience === 'person') return atHome(context, mandate.personId);
  if (/^(helper|manager|member|signed in)/.test(audience)) return browserOf(house, helper);
  if (audience.startsWith('operator')) return browserOf(house, operator);
  if (audience.startsWith('supervisor')) return browserOf(house, supervisor);
  if (audience.startsWith('ombudsman')) return browserOf(house, ombudsman);
  return Promise.resolve(new Browser());
}

const names = ['act', 'after', 'before', 'days', 'email', 'from', 'id', 'kind', 'language', 'name', 'names', 'of', 'origin', 'page'];
const more = ['path', 'person', 'procedure', 'q', 'reason', 'rule', 'search', 'sent', 'size', 'state', 'target', 'to'];
const filledWith = (odd: string) => Object.fromEntries([...names, ...more].map((name) => [name, odd]));
const sent = [{}, filledWith('-9\ud83d\ude00[%'), filledWith('x\0')];

const routes = Object.entries(access).filter(([route]) => !route.startsWith('ALL '));

test.each(routes)('%s, asked with nothing and with nonsense by %s, is never a fault', async (route, audience) => {
  const [method, path = ''] = route.split(' ');
  const id = path.includes('/helpers/') ? helper.id : mandate.id;
  const address = url + path.replace(/:serial|:n\b|:entry/g, '1').replace(/:\w+/g, id);
  for (const fields of sent) {
    const browser = await visitorFor(audience);
    const csrf =
      /name="_csrf" value="([^"]+)"/.exec((await browser.open(`${url}/${audience === 'person' ? 'me' : 'stop'}`)).text)?.[1] ?? '';
    const query = `?${String(new URLSearchParams(fields))}`;
    const { status, text } = await (method === 'POST'
      ? browser.request(address, { ...fields, _csrf: csrf })
      : browser.request(address + query));
    // 503: what the house does not have here (a signed journal, an upstream), said as such
    const isFault = status >= 500 && status !== 503;
    expect({ status, isFault, fields }).toEqual({ status, isFault: false, fields });
    expect(text).not.toMatch(/node_modules|\n\s+at /);
  }
});
