import { day, minute, second } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { listEntries } from '../../src/journal/store.ts';
import { discloseUse } from '../../src/mandates/disclose-use.ts';
import { listUsable } from '../../src/mandates/usable-store.ts';
import { type ClientFacts, type Mandate, obstacle } from '../../src/mandates/mandate.ts';
import { type Procedure, procedureCodes } from '../../src/mandates/procedures.ts';
import { revokeMandate } from '../../src/mandates/revoke-mandate.ts';
import { findMandate } from '../../src/mandates/store.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { listUsesOfPerson } from '../../src/mandates/use-store.ts';
import { setHelperSuspended, setOrganisationSuspended } from '../../src/organisations/store.ts';
import { disableClient } from '../../src/provider/disable-client.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const { needs, clock, world, isServer } = await openRooms();
const race = isServer ? test : test.skip; // the embedded engine has one session: nothing races there

const refusedWith = (code: string) => expect.objectContaining({ name: 'Refusal', code });

function use(
  mandate: Mandate,
  { helper, client, procedure = 'papiers' }: { helper: TestHelper; client: ClientFacts; procedure?: Procedure },
) {
  const who = { helperId: helper.id, organisationId: helper.organisation.id, secondFactorAt: clock.now() };
  return atomically(needs, async (work) => (await useMandate(work, { mandateId: mandate.id, procedure, client, ...who })).use);
}

const revoke = (mandate: Mandate, helper: TestHelper, procedure: Procedure | null = null) =>
  atomically(needs, (work) =>
    revokeMandate(work, { mandateId: mandate.id, helper, organisationId: helper.organisation.id, procedure, channel: 'orally' }),
  );

const disclose = (useId: string, client: ClientFacts) => atomically(needs, (work) => discloseUse(work, { useId, client, door: 'token' }));

test('a colleague may use a mandate signed by another helper of the organisation; the entry names who used it', async () => {
  const signer = await world.helper();
  const colleague = await world.helper({ organisation: signer.organisation });
  const mandate = await world.mandate({ helper: signer });
  const { id } = await use(mandate, { helper: colleague, client: await world.client() });
  const [entry] = await listEntries(needs.db, { mandateId: mandate.id }, { limit: 1 });
  expect(entry).toMatchObject({ event: 'mandate_used', useId: id, helperId: colleague.id, procedure: 'papiers' });
  expect(await listUsesOfPerson(needs.db, mandate.personId, { limit: 10 })).toMatchObject([{ id, helperId: colleague.id }]);
});

test('another organisation’s mandate is not found', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  const attempt = use(mandate, { helper: await world.helper(), client: await world.client() });
  await expect(attempt).rejects.toEqual(refusedWith('mandate_unknown'));
});

test('a refused use leaves nothing behind', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  await expect(use(mandate, { helper, client: await world.client(), procedure: 'justice' })).rejects.toEqual(
    refusedWith('procedure_not_covered'),
  );
  expect(await listUsesOfPerson(needs.db, mandate.personId, { limit: 10 })).not.toContainEqual(
    expect.objectContaining({ mandateId: mandate.id }),
  );
});

test('the decision is asked again at the door: what happened in between stops the identity', async () => {
  const enemies: [string, (mandate: Mandate, helper: TestHelper, client: ClientFacts) => Promise<unknown>][] = [
    ['mandate_revoked', (mandate, helper) => revoke(mandate, helper)],
    ['mandate_expired', () => Promise.resolve(clock.forward(day))],
    ['helper_suspended', (_, helper) => atomically(needs, ({ tx, at }) => setHelperSuspended(tx, helper.id, at))],
    ['organisation_suspended', (_, helper) => atomically(needs, ({ tx, at }) => setOrganisationSuspended(tx, helper.organisation.id, at))],
  ];
  for (const [code, happens] of enemies) {
    const [helper, client] = [await world.helper(), await world.client()];
    const mandate = await world.mandate({ helper, duration: 'day' });
    const { id } = await use(mandate, { helper, client });
    await expect(disclose(id, client)).resolves.toMatchObject({ person: { identity: josephine } });
    await happens(mandate, helper, client);
    await expect(disclose(id, client)).rejects.toEqual(refusedWith(code));
  }
});

test('one procedure is ended alone: its use ends, the other goes on', async () => {
  const [helper, client] = [await world.helper(), await world.client()];
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'social'] });
  const [papers, social] = [await use(mandate, { helper, client }), await use(mandate, { helper, client, procedure: 'social' })];
  expect((await revoke(mandate, helper, 'papiers')).ended).toEqual(['papiers']);
  await expect(disclose(papers.id, client)).rejects.toEqual(refusedWith('procedure_revoked'));
  await expect(disclose(social.id, client)).resolves.toBeDefined();
  expect((await revoke(mandate, helper)).ended).toEqual(['social']);
  expect((await revoke(mandate, helper)).ended).toEqual([]);
});

test('an end is recorded once for each procedure and once for the mandate, and refused to another organisation or after the end', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'social'], duration: 'day' });
  await expect(revoke(mandate, await world.helper())).rejects.toEqual(refusedWith('mandate_unknown'));
  await revoke(mandate, helper);
  const ends = (await listEntries(needs.db, { mandateId: mandate.id }, { limit: 3 })).map(({ event, procedure }) => [event, procedure]);
  expect(ends).toEqual([
    ['mandate_revoked', null],
    ['mandate_procedure_revoked', 'social'],
    ['mandate_procedure_revoked', 'papiers'],
  ]);
  const expired = await world.mandate({ helper, duration: 'day' });
  clock.forward(day);
  await expect(revoke(expired, helper)).rejects.toEqual(refusedWith('mandate_expired'));
});

test('a use belongs to one relying party: another one learns nothing by its number', async () => {
  const [helper, client] = [await world.helper(), await world.client()];
  const { id } = await use(await world.mandate({ helper }), { helper, client });
  await expect(disclose(id, await world.client())).rejects.toEqual(refusedWith('use_unknown'));
});

test('a relying party that is disabled loses what is under way', async () => {
  const [helper, client] = [await world.helper(), await world.client()];
  const { id } = await use(await world.mandate({ helper }), { helper, client });
  await atomically(needs, (work) => disableClient(work, client.id));
  await expect(disclose(id, client)).rejects.toEqual(refusedWith('use_ended'));
});

test('what is offered is what the decision would allow, at every instant', async () => {
  const organisation = await world.organisation({ excludedProcedures: ['argent'] });
  const [helper, client] = [await world.helper({ organisation }), { ...(await world.client()), procedures: [...procedureCodes] }];
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'social'], duration: 'day' });
  clock.forward(minute);
  await revoke(mandate, helper, 'social');
  for (const at of [-1, 0, 1, day / second - 1, day / second, day / second + 1].map(
    (seconds) => new Date(mandate.startsAt.getTime() + seconds * second),
  )) {
    const offered = await listUsable(needs.db, needs.vault, {
      organisationId: organisation.id,
      helperId: helper.id,
      procedures: procedureCodes,
      at,
      limit: 20,
    });
    const now = await findMandate(needs.db, mandate.id);
    const allowed = procedureCodes.filter(
      (procedure) => now && obstacle(now, { at, procedure, organisation, helper, isMember: true, client, secondFactorAt: at }) === null,
    );
    expect(offered.flatMap(({ covered }) => covered.map(({ procedure }) => procedure))).toEqual(allowed);
  }
});

test('one finds a person among hundreds by the beginning of any name, accents aside', async () => {
  const helper = await world.helper();
  for (const familyName of ['Garnier', 'Garcia', 'Élodie-Roux']) await world.mandate({ helper, identity: { ...josephine, familyName } });
  const search = async (text: string) =>
    (
      await listUsable(needs.db, needs.vault, {
        organisationId: helper.organisation.id,
        helperId: helper.id,
        procedures: procedureCodes,
        at: clock.now(),
        search: text,
        limit: 20,
      })
    ).map(({ person }) => person.identity.familyName);
  expect(await search('gar')).toEqual(['Garcia', 'Garnier']);
  expect(await search('elo')).toEqual(['Élodie-Roux']);
  expect(await search('josephine roux')).toEqual(['Élodie-Roux']);
  expect(await search('nier')).toEqual([]);
});

race.each([
  [null, 'mandate_revoked'],
  ['papiers', 'procedure_revoked'],
] as const)('a use that waited behind a revocation is refused (of %s: %s)', async (procedure, code) => {
  const [helper, client] = [await world.helper(), await world.client()];
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'social'] });
  const who = { mandateId: mandate.id, helper, organisationId: helper.organisation.id };
  let waiting: Promise<unknown> = Promise.resolve();
  await atomically(needs, async (work) => {
    await revokeMandate(work, { ...who, procedure, channel: 'orally' });
    waiting = use(mandate, { helper, client }).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 200));
  });
  expect(await waiting).toEqual(refusedWith(code));
});

race('a disclosure that waited behind a suspension of the helper is refused', async () => {
  const [helper, client] = [await world.helper(), await world.client()];
  const { id } = await use(await world.mandate({ helper }), { helper, client });
  let waiting: Promise<unknown> = Promise.resolve();
  await atomically(needs, async ({ tx, at }) => {
    await setHelperSuspended(tx, helper.id, at);
    waiting = disclose(id, client).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 200));
  });
  expect(await waiting).toEqual(refusedWith('helper_suspended'));
});

race('twenty uses of one mandate side by side all go through, each with its entry in one chain', async () => {
  const [helper, client] = [await world.helper(), await world.client()];
  const mandate = await world.mandate({ helper });
  await Promise.all(Array.from({ length: 20 }, () => use(mandate, { helper, client })));
  const { rows } = await needs.db.raw<{ rows: { mandate_n: number }[] }>(
    'select mandate_n from journal.entries where mandate_ref = ? order by 1',
    [mandate.journalRef],
  );
  expect(rows.map(({ mandate_n }) => mandate_n)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
});
