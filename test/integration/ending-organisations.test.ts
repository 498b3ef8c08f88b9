import { atomically } from '../../src/db/database.ts';
import { listCards } from '../../src/identity/card-store.ts';
import { bindCard, importCards } from '../../src/identity/cards.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { findMandate } from '../../src/mandates/store.ts';
import { carryOutEndings } from '../../src/operation/carry-out-endings.ts';
import { closeOrganisation, mergeOrganisations } from '../../src/operation/end-organisation.ts';
import { previewEnding } from '../../src/operation/preview-ending.ts';
import { suspendOrganisation, withdrawOrganisation } from '../../src/operation/stop-organisation.ts';
import { suspendHelper } from '../../src/management/suspend-helper.ts';
import { findMember } from '../../src/organisations/membership-store.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { certifyOrganisation } from '../../src/organisations/certify-organisation.ts';
import { readEntries } from '../../src/journal/read-entries.ts';
import { openHouse } from '../support/house.ts';
import { appointOperator } from '../support/appointed.ts';
import { browserOf } from '../support/as-operator.ts';
import { wordsOf } from '../support/counter.ts';
import { aTeam, kindsFor, managingAs } from '../support/managing.ts';
import { refusedWith } from '../support/acts.ts';
import { josephine } from '../support/world.ts';

const house = await openHouse();
const { context, world } = house;
const reason = 'Fin de la convention.';
const publicUrl = 'https://procura.example';

const close = (organisationId: string) => atomically(context, (work) => closeOrganisation(work, { organisationId, reason }));
const merge = (organisationId: string, intoId: string) =>
  atomically(context, (work) => mergeOrganisations(work, { organisationId, intoId, reason, publicUrl }));
const carryOut = () => carryOutEndings({ ...context, publicUrl });
const isEnded = async ({ id }: Mandate): Promise<boolean> => (await findMandate(context.db, id))?.revokedAt !== null;
const memberOf = (helper: { readonly id: string }, { id }: Organisation) =>
  findMember(context.db, { helperId: helper.id, organisationId: id });
const about = async ({ personId }: Mandate) =>
  (await readEntries(context, { personId }, { limit: 10, before: null })).map(({ event, fields }) => [
    event,
    fields['channel'],
    fields['reason'],
  ]);

let count = 0;
/** Somebody nobody helped before. */
const somebody = () => ({ ...josephine, givenName: `Joséphine${String(++count)}`, email: `josephine${String(count)}@example.fr` });

test('a closed organisation is left by all: its mandates end each with its entry and its reason, its persons are told why, its members leave', async () => {
  const { manager, helper } = await aTeam(world);
  const { organisation } = helper;
  const mandate = await world.mandate({ helper, identity: somebody() });
  const elsewhere = await world.mandate({ helper: await world.helper(), identity: somebody() });
  await close(organisation.id);
  await carryOut();
  expect([await isEnded(mandate), await isEnded(elsewhere)]).toEqual([true, false]);
  expect((await about(mandate)).slice(0, 2)).toEqual([
    ['mandate_revoked', 'organisation_closed', reason],
    ['mandate_procedure_revoked', 'organisation_closed', reason],
  ]);
  expect([await memberOf(manager, organisation), await memberOf(helper, organisation)]).toEqual([undefined, undefined]);
  expect(await kindsFor(context, helper)).toContain('staff_organisationClosed');
  const told = (await house.takeMessages()).filter(({ to }) => to === `josephine${String(count - 1)}@example.fr`);
  expect(told.map(({ text }) => text).join()).toContain('Cette structure a cessé d’aider avec Procura.');
});

test('what an operator withdraws ends too, and its members stay; it comes back only once the last mandate has ended', async () => {
  const { helper } = await aTeam(world);
  const { organisation } = helper;
  const mandate = await world.mandate({ helper, identity: somebody() });
  const operator = await appointOperator(context);
  await atomically(context, (work) => withdrawOrganisation(work, { organisationId: organisation.id, operator, reason }));
  const facts = {
    ...{ siret: organisation.siret, name: organisation.name, kind: 'CCAS' as const, address: '1 place de la Mairie', postalCode: '70000' },
    ...{ city: 'Vesoul', territory: '70', phone: null, email: null, website: null, openingHours: null },
  };
  const again = () => atomically(context, (work) => certifyOrganisation(work, { facts, until: new Date(Date.now() + 1e9), by: operator }));
  await expect(again()).rejects.toEqual(refusedWith('organisation_ending'));
  await carryOut();
  expect(await isEnded(mandate)).toBe(true);
  expect(await memberOf(helper, organisation)).toBeDefined();
});

test('merged, members move as what they were, a suspension and a card with them; who is there already stays what they are; mandates end', async () => {
  const { manager, helper } = await aTeam(world);
  const { organisation } = helper;
  const idle = await world.helper({ organisation });
  await atomically(context, (work) => suspendHelper(work, { managing: managingAs(manager), helperId: idle.id, reason: 'Absence.' }));
  const there = await aTeam(world);
  const into = there.helper.organisation;
  const both = await world.helper({ organisation: into });
  await context.db('memberships').insert({ helper_id: both.id, organisation_id: organisation.id, role: 'manager', joined_at: new Date() });
  const cards = [{ serial: 'GAT0001', seed: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', period: 60 as const }];
  await atomically(context, (work) => importCards(work, { manager, organisationId: organisation.id, cards }));
  const mandate = await world.mandate({ helper, identity: somebody() });
  const at = context.clock.now();
  expect(await previewEnding(context.db, { organisationId: organisation.id, intoId: into.id, at })).toEqual({
    ...{ mandates: 1, persons: 1, drafts: 0, helpers: 4, managers: 2, alreadyThere: 1, invitations: 0, openCases: 0 },
  });
  await merge(organisation.id, into.id);
  await carryOut();
  expect(await isEnded(mandate)).toBe(true);
  const roles = [manager, helper, idle, both].map(async (one) => (await memberOf(one, into))?.role);
  expect(await Promise.all(roles)).toEqual(['manager', 'helper', 'helper', 'helper']);
  expect((await memberOf(idle, into))?.suspendedAt).toBeInstanceOf(Date);
  expect((await listCards(context.db, into.id, { limit: 5 })).map(({ serial }) => serial)).toEqual(['GAT0001']);
  const wrong = { manager: there.manager, organisationId: into.id, serial: 'GAT0001', helper: there.helper, code: '000000' };
  expect(await atomically(context, (work) => bindCard(work, wrong))).toBe('wrong_code'); // the seed opens where it lies now
  expect(await kindsFor(context, there.manager)).toContain('staff_organisationReceives');
});

test('cut off after a batch, it is taken up where it was left, and each person is told once', async () => {
  const { helper } = await aTeam(world);
  const mandates = [await world.mandate({ helper, identity: somebody() }), await world.mandate({ helper, identity: somebody() })];
  await house.takeMessages();
  await close(helper.organisation.id);
  let begun = 0;
  const cutOff = () => {
    if (begun === 1) throw new Error('cut off');
    begun += 1;
    return context.clock.now();
  };
  await expect(carryOutEndings({ ...context, clock: { now: cutOff }, publicUrl })).rejects.toThrow();
  expect(await Promise.all(mandates.map(isEnded))).toEqual([false, false]); // the members first
  await Promise.all([carryOut(), carryOut()]);
  await carryOut();
  expect(await Promise.all(mandates.map(isEnded))).toEqual([true, true]);
  const told = (await house.takeMessages()).filter(({ to }) => to.startsWith('josephine'));
  expect(told).toHaveLength(2);
  expect(await carryOut()).toBe(0);
});

test('operators read of an organisation that ended into which it went, when and why, and who decided what of it before', async () => {
  const [{ helper }, { helper: there }] = [await aTeam(world), await aTeam(world)];
  const [old, into] = [helper.organisation, there.organisation];
  const operator = await appointOperator(context);
  await atomically(context, (work) => suspendOrganisation(work, { organisationId: old.id, operator, reason }));
  await merge(old.id, into.id);
  const browser = await browserOf(house, operator);
  const read = async () => wordsOf(await browser.open(`${house.url}/operator/organisations/${old.id}`));
  const under = await read();
  expect(under).toContain(`Structure réunie à ${into.name} le `);
  expect(under).toContain(`${reason} Ses mandats prennent fin l’un après l’autre`);
  expect(under).toMatch(
    new RegExp(`Structure réunie à une autre.*Le service.*Structure suspendue.*${operator.givenName} ${operator.familyName}`),
  );
  await carryOut();
  expect(await read()).toContain('Le dernier de ses mandats a pris fin');
});
