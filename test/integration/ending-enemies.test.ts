import { randomUUID } from 'node:crypto';
import { after, minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { append } from '../../src/journal/append.ts';
import { approveRequest, requestAct } from '../../src/operation/dangerous-acts.ts';
import { closeOrganisation, mergeOrganisations } from '../../src/operation/end-organisation.ts';
import { listOpenRequests } from '../../src/operation/request-store.ts';
import { refusedWith } from '../support/acts.ts';
import { appointOperator } from '../support/appointed.ts';
import { openHouse } from '../support/house.ts';
import { aTeam } from '../support/managing.ts';

const { context, world } = await openHouse();
const reason = 'Fin de la convention.';

const close = (organisationId: string) => atomically(context, (work) => closeOrganisation(work, { organisationId, reason }));
const merge = (organisationId: string, intoId: string) =>
  atomically(context, (work) => mergeOrganisations(work, { organisationId, intoId, reason, publicUrl: 'https://procura.example' }));

test.each<[string, string, () => Promise<void>]>([
  ['one nobody knows', 'organisation_unknown', () => close(randomUUID())],
  ['one that ended before', 'organisation_not_certified', async () => close((await world.organisation({ withdrawnAt: new Date() })).id)],
  [
    'one that joins itself',
    'organisation_of_itself',
    async () => {
      const { id } = await world.organisation();
      await merge(id, id);
    },
  ],
  [
    'one that joins a suspended one',
    'organisation_suspended',
    async () => merge((await world.organisation()).id, (await world.organisation({ suspendedAt: new Date() })).id),
  ],
  [
    'one that joins an uncertified one',
    'organisation_not_certified',
    async () => merge((await world.organisation()).id, (await world.organisation({ certifiedAt: null })).id),
  ],
  ['one that joins nobody', 'organisation_unknown', async () => merge((await world.organisation()).id, randomUUID())],
])('%s does not end: %s', async (_, code, act) => {
  await expect(act()).rejects.toEqual(refusedWith(code));
});

test('with a case to answer, an organisation does not end', async () => {
  const { helper } = await aTeam(world);
  const { id } = helper.organisation;
  await atomically(context, async (work) => {
    const facts = { id: randomUUID(), origin: 'alert', state: 'with_supervisor', organisation_id: id, opened_at: work.at };
    await work.tx.insert(facts).into('cases');
    await append(work, { event: 'case_opened', organisationId: id });
  });
  await expect(close(id)).rejects.toEqual(refusedWith('organisation_has_open_cases'));
});

test('what was asked about an organisation is not done to the one that came back since', async () => {
  const { id } = await world.organisation();
  const [operator, another] = [await appointOperator(context), await appointOperator(context)];
  const asked = { act: 'withdraw_organisation', target: id, terms: { reason }, operator } as const;
  await atomically(context, (work) => requestAct(work, asked));
  const [request] = (await listOpenRequests(context.db, context.clock.now())).filter(({ target }) => target === id);
  await context
    .db('organisations')
    .where({ id })
    .update({ certified_at: after(context.clock.now(), minute) });
  const approval = atomically(context, (work) => approveRequest(work, { id: request?.id ?? '', operator: another }));
  await expect(approval).rejects.toEqual(refusedWith('request_outdated'));
});
