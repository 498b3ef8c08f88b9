import { after, day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { demoOrganisations } from '../../src/demo/organisations.ts';
import { remindOfEnds } from '../../src/mandates/remind-of-end.ts';
import { deliverDue } from '../../src/notifications/deliver.ts';
import type { Carrier } from '../../src/notifications/mailer.ts';
import { queue } from '../../src/notifications/outbox.ts';
import type { Visiting } from './every-page.ts';
import type { House } from './house.ts';

/** What there is once the journal is sealed and time has passed: a sample, an export, a letter to print, a message given up. */
export async function liveOn(house: House, visitors: readonly Visiting[]): Promise<void> {
  const of = (who: string): Visiting['browser'] => {
    const visiting = visitors.find((one) => one.who === who);
    if (!visiting) throw new Error(`${who} is not there`);
    return visiting.browser;
  };
  await drawAndTakeAway(house, of('helene'));
  await remindOfEnds(house.context);
  await giveUpAMessage(house);
}

async function drawAndTakeAway({ url, context }: House, browser: Visiting['browser']): Promise<void> {
  const date = (days: number): string =>
    after(context.clock.now(), days * day)
      .toISOString()
      .slice(0, 10);
  const drawing = { siret: demoOrganisations[0]?.siret ?? '', email: '', from: date(-200), to: date(1), size: '3' };
  await browser.submit(await browser.open(`${url}/supervision/samples`), '/supervision/samples', { fields: drawing });
  const results = await browser.open(`${url}/supervision/journal?event=mandate_used`);
  await browser.submit(results, '/supervision/exports', { fields: { format: 'csv' } });
}

/** A message to a mailbox that does not exist. */
async function giveUpAMessage({ context }: House): Promise<void> {
  const note = { kind: 'digest', channel: 'email', to: 'nobody@example.fr', subjectRef: null, subject: 'Salut', text: 'Un mot.' } as const;
  await atomically(context, (work) => queue(work, note));
  const carrier: Carrier = {
    close: () => undefined,
    send: () => Promise.reject(Object.assign(new Error('550 unknown'), { code: 'EENVELOPE', responseCode: 550 })),
  };
  while ((await deliverDue({ ...context, carriers: { email: carrier, sms: carrier } })) > 0);
}
