import { setTimeout } from 'node:timers/promises';
import { atomically, type Work } from '../../src/db/database.ts';
import { haltHelper } from '../../src/management/halt.ts';
import { removeHelper } from '../../src/management/remove-helper.ts';
import { resetFactors } from '../../src/management/reset-factors.ts';
import { askForManager } from '../../src/operation/ask-for-manager.ts';
import { approveRequest } from '../../src/operation/dangerous-acts.ts';
import { listOpenRequests } from '../../src/operation/request-store.ts';
import { findMember } from '../../src/organisations/membership-store.ts';
import { setHelperSuspended } from '../../src/organisations/store.ts';
import { chooseHowToBeTold } from '../../src/people/choose-how-to-be-told.ts';
import { chooseLanguage } from '../../src/people/choose-language.ts';
import { listContacts } from '../../src/people/contact-store.ts';
import { removeContact } from '../../src/people/remove-contact.ts';
import { lockPerson } from '../../src/people/store.ts';
import { refusedWith } from '../support/acts.ts';
import { appointOperator } from '../support/appointed.ts';
import { contactsIn } from '../support/contacts.ts';
import { Counter } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { aTeam, managingAs } from '../support/managing.ts';
import { atHome } from '../support/own-space.ts';
import type { TestHelper } from '../support/world.ts';

// Two acts that need the same rows take them in one order: neither is undone by the database for having met the other.
const house = await openHouse();
const { context, world, url } = house;
const crossing = house.database.isServer ? test : test.skip; // the embedded engine does one transaction after the other
const doing = <T>(act: (work: Work) => Promise<T>) => atomically(context, act);
const reason = 'Contrôle.';

/** What came of acts that all began while the rows that `held` takes were not to be had. */
async function meeting(held: (work: Work) => Promise<unknown>, acts: readonly (() => Promise<unknown>)[], then = held) {
  const begun: Promise<unknown>[] = [];
  await doing(async (work) => {
    await held(work);
    for (const act of acts) {
      begun.push(act());
      await setTimeout(250);
    }
    if (then !== held) await then(work);
  });
  return Promise.allSettled(begun);
}

const done = { status: 'fulfilled' };
const someone = (subject: string) => contactsIn({ needs: context }).person(subject);

crossing('a person chooses a language while how they are told is kept', async () => {
  const person = await someone('langues');
  const told = { person, channel: 'letter', rhythm: 'daily', language: 'fr' } as const;
  await doing((work) => chooseHowToBeTold(work, told));
  const language = () => doing((work) => chooseLanguage(work, { person, language: 'ar' }));
  const first = (work: Work) => lockPerson(work, person.id);
  expect(await meeting(first, [language], (work) => chooseHowToBeTold(work, told))).toMatchObject([done]);
});

crossing('a person chooses a language in one tab and how to be told in the other', async () => {
  const person = await someone('onglets');
  const browser = await atHome(context, person.id);
  const page = await browser.open(`${url}/me/contacts`);
  const language = () => browser.submit(page, '/me/language', { fields: { language: 'tr', path: '/me' } });
  const session = (work: Work) => work.tx('sessions').where('person_id', person.id).update({ language: 'ar' });
  const [chosen] = await meeting((work) => lockPerson(work, person.id), [language], session);
  expect(chosen).toMatchObject({ ...done, value: { status: 200 } });
});

crossing('a contact removed by two clicks at once is removed: neither click is told that there is none', async () => {
  const person = await someone('clics');
  const contacts = contactsIn({ needs: context });
  const { id: contactId } = await contacts.add(person, '+33639981717');
  const remove = () => doing((work) => removeContact(work, { person, contactId }));
  expect(await meeting((work) => lockPerson(work, person.id), [remove, remove])).toMatchObject([done, done]);
  expect(await listContacts(context.db, context.vault, person.id)).toEqual([]);
});

crossing('two managers remove each other, each from the organisation they manage', async () => {
  const [one, other] = [await world.helper({ role: 'manager' }), await world.helper({ role: 'manager' })];
  const at = context.clock.now();
  for (const [{ id }, { organisation }] of [
    [one, other],
    [other, one],
  ] as const)
    await context.db('memberships').insert({ helper_id: id, organisation_id: organisation.id, role: 'helper', joined_at: at });
  const both = (work: Work) => work.tx('helpers').whereIn('id', [one.id, other.id]).orderBy('id').forShare();
  const removing = [
    () => doing((work) => removeHelper(work, { managing: managingAs(one), helperId: other.id })),
    () => doing((work) => removeHelper(work, { managing: managingAs(other), helperId: one.id })),
  ];
  expect(await meeting(both, removing)).toMatchObject([done, done]);
  expect(await findMember(context.db, { helperId: other.id, organisationId: one.organisation.id })).toBeUndefined();
  expect(await findMember(context.db, { helperId: one.id, organisationId: other.organisation.id })).toBeUndefined();
});

/** Somebody about to sign. */
async function signing(helper: TestHelper) {
  const counter = new Counter(house, helper);
  await counter.signIn();
  const page = await counter.agree(await counter.identify(await counter.draft(), 'Armand GUILLOT'));
  const code = counter.code();
  return () => counter.sign(page, code);
}

crossing('a helper is halted in the middle of a signature: they are halted, and nothing is signed', async () => {
  const helper = await world.helper();
  const sign = await signing(helper);
  const organisation = (work: Work) => work.tx('organisations').where('id', helper.organisation.id).forUpdate().first('id');
  const halt = () => doing((work) => haltHelper(work, helper.id, { by: null, reason }));
  const [signed, halted] = await meeting(organisation, [sign, halt]);
  expect([signed, halted]).toMatchObject([{ value: { status: 403 } }, done]);
  expect(await context.db('mandates').where('helper_id', helper.id)).toEqual([]);
});

crossing('a helper’s factors are taken away while they sign: they are, and nothing is signed', async () => {
  const { manager, helper } = await aTeam(world);
  const sign = await signing(helper);
  const reset = () => doing((work) => resetFactors(work, { managing: managingAs(manager), helperId: helper.id, reason }));
  const [taken, signed] = await meeting((work) => work.tx('helpers').where('id', helper.id).forShare().first('id'), [reset, sign]);
  expect([taken, signed]).toMatchObject([done, { value: { status: 422 } }]);
  expect(await context.db('mandates').where('helper_id', helper.id)).toEqual([]);
});

crossing('whoever asked for a dangerous act is stopped while another approves it: nothing was asked for', async () => {
  const [operator, approving] = [await appointOperator(context), await appointOperator(context)];
  const { manager, helper } = await aTeam(world);
  const stop = ({ tx, at }: Work, { id }: { readonly id: string }) => setHelperSuspended(tx, id, at);
  await doing((work) => stop(work, manager));
  await doing((work) => askForManager(work, { organisationId: helper.organisation.id, email: helper.email, operator }));
  const [asked] = (await listOpenRequests(context.db, context.clock.now())).filter(({ target }) => target === helper.organisation.id);
  const approve = () => doing((work) => approveRequest(work, { id: asked?.id ?? '', operator: approving, publicUrl: url }));
  expect(await meeting((work) => stop(work, operator), [approve])).toEqual([
    { status: 'rejected', reason: refusedWith('requester_stopped') },
  ]);
});
