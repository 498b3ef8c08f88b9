import { atomically } from '../../src/db/database.ts';
import { erasePrincipal } from '../../src/mandates/erase-principal.ts';
import { stopHeld } from '../../src/mandates/stop-mandate.ts';
import { chooseHowToBeTold } from '../../src/people/choose-how-to-be-told.ts';
import { actsIn, refusedWith } from '../support/acts.ts';
import { contactsIn } from '../support/contacts.ts';
import { offeringIn } from '../support/offering.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, world } = rooms;
const [acts, contacts, offering] = [actsIn(rooms), contactsIn(rooms), offeringIn(rooms)];

interface UnderWay {
  readonly personId: string | null;
  readonly code: string;
  /** The last click, on a page that was open before. */
  readonly click: () => Promise<unknown>;
}

const ways: Readonly<Record<string, () => Promise<UnderWay>>> = {
  'an offer that they begin': async () => {
    const [person, organisation] = [await offering.person(), await world.organisation()];
    return { personId: person.id, code: 'person_unknown', click: () => offering.begin(person, organisation) };
  },
  'an offer that they sign': async () => {
    const person = await offering.person();
    const { id } = await offering.begin(person, await world.organisation());
    await offering.identify(id);
    return { personId: person.id, code: 'person_unknown', click: () => offering.agree(id, person) };
  },
  'an address that they give': async () => {
    const person = await offering.person();
    return { personId: person.id, code: 'contact_unknown', click: () => contacts.add(person, 'encore@example.fr') };
  },
  'how they want to be told': async () => {
    const person = await offering.person();
    const choice = { person, channel: 'none', rhythm: 'at_once', language: 'fr' } as const;
    const click = () => atomically(needs, (work) => chooseHowToBeTold(work, choice));
    return { personId: person.id, code: 'contact_unknown', click };
  },
  'what they agreed to beside a helper': async () => {
    const helper = await world.helper();
    const { id, personId } = await acts.agreed(helper);
    return { personId, code: 'draft_in_another_state', click: () => acts.conclude(id, helper) };
  },
  'a mandate whose stop code somebody gave': async () => {
    const helper = await world.helper();
    const mandate = await world.mandate({ helper });
    await acts.revoke(mandate, helper);
    const click = () => atomically(needs, (work) => stopHeld(work, { mandateId: mandate.id, channel: 'stop_code' }));
    return { personId: mandate.personId, code: 'mandate_unknown', click };
  },
};

test.each(Object.entries(ways))('of a person erased meanwhile nothing goes on: %s', async (_, begin) => {
  const { personId, code, click } = await begin();
  await atomically(needs, (work) => erasePrincipal(work, { personId: personId ?? '', reason: 'person_asked' }));
  await expect(click()).rejects.toEqual(refusedWith(code));
});
