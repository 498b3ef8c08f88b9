import { day, minute, second } from '../../src/clock.ts';
import { obstacle } from '../../src/mandates/mandate.ts';
import { procedureCodes } from '../../src/mandates/procedures.ts';
import { findMandate } from '../../src/mandates/store.ts';
import { listUsable } from '../../src/mandates/usable-store.ts';
import { actsIn } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine } from '../support/world.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;
const { revoke } = actsIn(rooms);

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
      (procedure) =>
        now &&
        obstacle(now, {
          at,
          procedure,
          organisation,
          helper,
          isMember: true,
          client,
          confirmation: { asked: [], confirmed: [] },
          secondFactorAt: at,
        }) === null,
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
