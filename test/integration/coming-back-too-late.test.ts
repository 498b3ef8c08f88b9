import { after, minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { abandonDraft } from '../../src/mandates/abandon-draft.ts';
import { findDraft } from '../../src/mandates/draft-store.ts';
import { principalReception } from '../../src/mandates/principal-reception.ts';
import { requestReception } from '../../src/mandates/request-reception.ts';
import { requestRemotely } from '../../src/mandates/request-remotely.ts';
import { refusedWith, whoOf } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';
import { publicUrl } from '../support/telling.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, world, clock } = rooms;
const receptions = {
  'beside a helper': principalReception({ ownIdpId: 'procura' }),
  'by a link': requestReception({ ownIdpId: 'procura' }),
};

interface Asked {
  readonly id: string;
  readonly helper: TestHelper;
}

/** A draft for which somebody is at FranceConnect, by the link that was sent to them when they are not here. */
async function asked(way: keyof typeof receptions): Promise<Asked> {
  const helper = await world.helper();
  const { id } = await world.draft({ helper });
  const sent = { draftId: id, helper, organisation: helper.organisation, channel: 'email', address: 'a@example.fr', publicUrl } as const;
  if (way === 'by a link') await atomically(needs, (work) => requestRemotely(work, sent));
  return { id, helper };
}

const meanwhile: readonly (readonly [way: keyof typeof receptions, what: string, code: string, (asked: Asked) => Promise<unknown>])[] = [
  ['beside a helper', 'the helper is out of their session', 'upstream_request_unknown', () => Promise.resolve()],
  [
    'by a link',
    'the helper gave it up',
    'draft_withdrawn',
    (one) => atomically(needs, (work) => abandonDraft(work, whoOf(one.id, one.helper))),
  ],
  [
    'by a link',
    'its time ran out',
    'draft_expired',
    async ({ id }) => clock.set(after((await findDraft(needs.db, id))?.lapsesAt ?? clock.now(), minute)),
  ],
];

test.each(meanwhile)(
  'a person who comes back from FranceConnect, asked %s, when %s, is nobody’s principal',
  async (way, _, code, happens) => {
    const one = await asked(way);
    await happens(one);
    const vouched = {
      issuer: 'https://fc.example',
      subject: one.id,
      identity: josephine,
      idpId: null,
      acr: 'eidas1',
      authTime: clock.now(),
    };
    const person = { draftId: one.id, returnsTo: null, beside: null, language: 'fr', ...vouched } as const;
    await expect(atomically(needs, (work) => receptions[way].receive(work, person))).rejects.toEqual(refusedWith(code));
    expect((await findDraft(needs.db, one.id))?.personId).toBeNull();
  },
);
