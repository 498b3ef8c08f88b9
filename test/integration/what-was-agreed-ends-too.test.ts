import { atomically, type Work } from '../../src/db/database.ts';
import { concludeMandate } from '../../src/mandates/conclude-mandate.ts';
import { readStopCode } from '../../src/mandates/keep-stop-code.ts';
import { stopMandate } from '../../src/mandates/stop-mandate.ts';
import { endEverything, endOwnMandate } from '../../src/own-space/end-own-mandates.ts';
import { askingIn } from '../support/asking-by-sms.ts';
import { offeringIn } from '../support/offering.ts';
import { entriesOfPerson } from '../support/own-space.ts';
import { openRooms } from '../support/rooms.ts';

// What a person agreed to, and nobody countersigned yet, must not begin after they ended all of it.
const rooms = await openRooms();
const { needs } = rooms;
const [asking, offering] = [askingIn(rooms), offeringIn(rooms)];
const publicUrl = 'https://procura.example';
type Known = Awaited<ReturnType<typeof asking.known>>;

/** Somebody who said yes by SMS to what their organisation asked for, with a mandate of it that runs. */
async function agreed() {
  const known = await asking.known();
  const draft = await asking.ask(known, { renews: known.mandate.id });
  await asking.told(known.number);
  await asking.answer(known.number, 'oui');
  expect(await asking.stateOf(draft)).toBe('awaiting_helper');
  await asking.contacts.messages();
  return { known, draft };
}

const ends = {
  everything: ({ person }: Known) => atomically(needs, (work) => endEverything(work, { person, publicUrl })),
  'the mandate it renews': ({ person, mandate }: Known) =>
    atomically(needs, (work) => endOwnMandate(work, { mandateId: mandate.id, procedure: null, person, publicUrl })),
  'by the stop code': ({ person, mandate }: Known) =>
    atomically(needs, async (work) => {
      const code = (await readStopCode(work, { mandateId: mandate.id, person })) ?? '';
      await stopMandate(work, { code, channel: 'stop_code' });
    }),
};

test.each(Object.entries(ends))('a person ends %s: what they had agreed to cannot be countersigned any more', async (_what, end) => {
  const { known, draft } = await agreed();
  await end(known);
  await expect(asking.sign(draft, known)).rejects.toMatchObject({ code: 'draft_in_another_state' });
  expect(await asking.stateOf(draft)).toBe('refused');
  expect(await entriesOfPerson(needs, known.person.id)).toContain('mandate_declined');
});

test('one procedure is ended: what else they agreed to stands', async () => {
  const { known, draft } = await agreed();
  const [{ code: procedure } = { code: null }] = known.mandate.procedures;
  const ending = { mandateId: known.mandate.id, procedure, person: known.person, publicUrl };
  await atomically(needs, (work) => endOwnMandate(work, ending));
  expect(await asking.stateOf(draft)).toBe('awaiting_helper');
});

test('a mandate that ended before is ended again: what they agreed to since stands', async () => {
  const known = await asking.known();
  await ends['the mandate it renews'](known);
  const draft = await asking.ask(known);
  await asking.told(known.number);
  await asking.answer(known.number, 'oui');
  await ends['the mandate it renews'](known);
  expect(await asking.stateOf(draft)).toBe('awaiting_helper');
});

test('what another organisation was agreed to goes on when the mandate of one is ended', async () => {
  const [one, other] = [await agreed(), await agreed()];
  await ends['the mandate it renews'](one.known);
  expect(await asking.stateOf(other.draft)).toBe('awaiting_helper');
});

test('what they offer is offered no more when they end everything', async () => {
  const helper = await rooms.world.helper();
  const { id, person } = await offering.offered(helper.organisation);
  await ends.everything({ person } as Known);
  await expect(offering.accept(id, helper)).rejects.toMatchObject({ code: 'offer_in_another_state' });
  expect(await entriesOfPerson(needs, person.id)).toContain('offer_withdrawn');
});

/** How many procedures anybody may do for them. */
async function running({ person }: Known) {
  const { rows } = await needs.db.raw<{ rows: { running: number }[] }>(
    `select count(*)::int as running from mandates join mandate_procedures on mandate_id = mandates.id
      where person_id = ? and expires_at > ? and mandates.revoked_at is null and mandate_procedures.revoked_at is null`,
    [person.id, needs.clock.now()],
  );
  return rows[0]?.running;
}

/** Does `first` wholly, begins `second` while the first is not committed yet, and waits for both. */
async function during(first: (work: Work) => Promise<unknown>, second: () => Promise<unknown>) {
  const both = { second: Promise.resolve<unknown>(undefined) };
  await atomically(needs, async (work) => {
    await first(work);
    both.second = second();
    both.second.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
  return both.second;
}

const onServer = rooms.isServer ? test : test.skip; // the embedded engine does one transaction after the other

onServer('being countersigned when they end everything, it is ended with the rest', async () => {
  const { known, draft } = await agreed();
  expect(await running(known)).toBe(1);
  const { helper } = known;
  await during(
    (work) => concludeMandate(work, { draftId: draft.id, helper, organisationId: helper.organisation.id }),
    () => ends.everything(known),
  );
  expect([await asking.stateOf(draft), await running(known)]).toEqual(['active', 0]);
});

onServer('countersigned while they end everything, it does not begin', async () => {
  const { known, draft } = await agreed();
  const signing = during(
    (work) => endEverything(work, { person: known.person, publicUrl }),
    () => asking.sign(draft, known),
  );
  await expect(signing).rejects.toMatchObject({ code: 'draft_in_another_state' });
  expect([await asking.stateOf(draft), await running(known)]).toEqual(['refused', 0]);
});

onServer('countersigned at the same moment, one of both holds', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { known, draft } = await agreed();
    const both = await Promise.allSettled([asking.sign(draft, known), ends.everything(known)]);
    expect(both[1]).toEqual({ status: 'fulfilled', value: undefined });
    expect([await asking.stateOf(draft), await running(known)]).toEqual([expect.stringMatching(/^(active|refused)$/), 0]);
  }
});
