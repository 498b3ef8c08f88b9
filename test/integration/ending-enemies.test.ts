import { randomUUID } from 'node:crypto';
import { after, minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import type { Language } from '../../src/http/languages.ts';
import { translator } from '../../src/http/texts.ts';
import { append } from '../../src/journal/append.ts';
import { approveRequest, requestAct } from '../../src/operation/dangerous-acts.ts';
import { carryOutEndings } from '../../src/operation/carry-out-endings.ts';
import { closeOrganisation, mergeOrganisations } from '../../src/operation/end-organisation.ts';
import { previewEnding } from '../../src/operation/preview-ending.ts';
import { listOpenRequests } from '../../src/operation/request-store.ts';
import { withdrawOrganisation } from '../../src/operation/stop-organisation.ts';
import { inviteHelper } from '../../src/organisations/invite-helper.ts';
import { actsIn, refusedWith } from '../support/acts.ts';
import { appointOperator } from '../support/appointed.ts';
import { openHouse } from '../support/house.ts';
import { aTeam } from '../support/managing.ts';
import { josephine } from '../support/world.ts';

const house = await openHouse();
const { context, world } = house;
const reason = 'Fin de la convention.';
const nadia = { email: 'nadia@ccas.example', givenName: 'Nadia', familyName: 'Petit', role: 'helper' } as const;

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
  const approval = atomically(context, (work) => approveRequest(work, { id: request?.id ?? '', operator: another, publicUrl: house.url }));
  await expect(approval).rejects.toEqual(refusedWith('request_outdated'));
});

test('what somebody asked for who is stopped since is not approved: two operators decide, or nobody', async () => {
  const { id } = await world.organisation();
  const [operator, another] = [await appointOperator(context), await appointOperator(context)];
  await atomically(context, (work) => requestAct(work, { act: 'withdraw_organisation', target: id, terms: { reason }, operator }));
  const [request] = (await listOpenRequests(context.db, context.clock.now())).filter(({ target }) => target === id);
  const approve = () =>
    atomically(context, (work) => approveRequest(work, { id: request?.id ?? '', operator: another, publicUrl: house.url }));
  await context.db('helpers').where({ id: operator.id }).update({ suspended_at: context.clock.now() });
  await expect(approve()).rejects.toEqual(refusedWith('requester_stopped'));
  await context.db('helpers').where({ id: operator.id }).update({ suspended_at: null });
  await approve();
});

test('one whose certification ran out ends like any other: its mandates, and what waited in it', async () => {
  const { helper } = await aTeam(world);
  await world.mandate({ helper });
  await context.db('organisations').where({ id: helper.organisation.id }).update({ certification_expires_at: context.clock.now() });
  const at = () => ({ organisationId: helper.organisation.id, intoId: null, at: context.clock.now() });
  expect(await previewEnding(context.db, at())).toMatchObject({ mandates: 1 });
  await close(helper.organisation.id);
  await carryOutEndings({ ...context, publicUrl: 'https://procura.example' });
  expect(await previewEnding(context.db, at())).toMatchObject({ mandates: 0, helpers: 0 });
});

test('what the preview counts is what ends, and each person is told in their language, once for each mandate', async () => {
  const { manager, helper } = await aTeam(world);
  const organisationId = helper.organisation.id;
  const told = (language: Language, email: string) => ({ helper, language, identity: { ...josephine, givenName: email, email } });
  const running = [
    await world.mandate(told('ar', 'amal@example.fr')),
    await world.mandate({ ...told('ar', 'amal@example.fr'), procedures: ['social'] }),
    await world.mandate(told('fr-FALC', 'line@example.fr')),
  ];
  await actsIn({ needs: context, world, clock: context.clock }).revoke(await world.mandate(told('uk', 'olena@example.fr')), helper);
  await world.draft({ helper });
  const place = { manager, organisation: helper.organisation, publicUrl: 'https://procura.example' };
  await atomically(context, (work) => inviteHelper(work, { ...place, invited: nadia }));
  await house.takeMessages();

  const counted = await previewEnding(context.db, { organisationId, intoId: null, at: context.clock.now() });
  expect(counted).toMatchObject({ mandates: running.length, persons: 2, drafts: 1, helpers: 2, managers: 1, invitations: 1, openCases: 0 });
  await close(organisationId);
  const done = await carryOutEndings({ ...context, publicUrl: 'https://procura.example' });
  expect(done).toBe(counted.mandates + counted.drafts + counted.helpers);
  const mails = (await house.takeMessages()).map(({ to, text }) => [to, isToldIn('ar', text), isToldIn('fr-FALC', text)]);
  expect(mails.filter(([to]) => String(to).endsWith('@example.fr')).sort()).toEqual([
    ['amal@example.fr', true, false],
    ['amal@example.fr', true, false],
    ['line@example.fr', false, true],
  ]);
  const after = await previewEnding(context.db, { organisationId, intoId: null, at: context.clock.now() });
  expect(after).toMatchObject({ mandates: 0, persons: 0, drafts: 0, helpers: 0, managers: 0, invitations: 0 });
});

test('an invitation of a withdrawn organisation does not work again when it comes back', async () => {
  const { manager } = await aTeam(world);
  const { id } = manager.organisation;
  const place = { manager, organisation: manager.organisation, publicUrl: 'https://procura.example' };
  await atomically(context, (work) => inviteHelper(work, { ...place, invited: nadia }));
  const operator = await appointOperator(context);
  await atomically(context, (work) => withdrawOrganisation(work, { organisationId: id, operator, reason }));
  expect(await context.db('invitations').where('organisation_id', id).whereNull('cancelled_at')).toEqual([]);
});

/** Whether a mail says, in this language, that the organisation has stopped helping. */
function isToldIn(language: Language, text: string): boolean {
  return text.includes(translator(language)('message.because.organisation_closed'));
}
