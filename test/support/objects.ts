import { randomUUID } from 'node:crypto';
import { openCase } from '../../src/cases/open-case.ts';
import { day, after } from '../../src/clock.ts';
import { atomically, type WorkNeeds } from '../../src/db/database.ts';
import { importCards } from '../../src/identity/cards.ts';
import { insertPasskey } from '../../src/identity/passkey-store.ts';
import { lookIntoMandate } from '../../src/management/look-into-mandate.ts';
import { revokeMandate } from '../../src/mandates/revoke-mandate.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { insertInvitation } from '../../src/organisations/invitation-store.ts';
import type { ClientFacts } from '../../src/mandates/mandate.ts';
import type { PivotIdentity } from '../../src/people/person.ts';
import { hashSecret } from '../../src/vault.ts';
import { printedLetter } from './letters.ts';
import { managingAs } from './managing.ts';
import { offeringIn } from './offering.ts';
import type { TestHelper, World } from './world.ts';

/** Who helps and who manages in one organisation, and a person it has mandates of, who is no other's. */
export interface Team {
  readonly person: PivotIdentity;
  readonly helper: TestHelper;
  readonly manager: TestHelper;
}

interface Maker {
  readonly needs: WorkNeeds;
  readonly world: World;
  readonly client: ClientFacts;
}

/** What an address names, by how it begins: made anew for a team, in the order of the address's parameters. */
export function makersOf({ needs, world, client }: Maker): readonly (readonly [start: string, make: (of: Team) => Promise<string[]>])[] {
  let serial = 10_000_000;
  const work = <T>(act: Parameters<typeof atomically<T>>[1]) => atomically(needs, act);
  const mandate = ({ helper, person: identity }: Team) => world.mandate({ helper, identity });
  const offering = offeringIn({ needs });
  const letter = async (of: Team) => printedLetter(needs, { helper: of.helper, mandateId: (await mandate(of)).id });
  return [
    ['/mandates/:id/certificate.pdf', async (of) => [await ended(of)]],
    ['/mandates/', async (of) => [(await mandate(of)).id]],
    ['/drafts/', async ({ helper }) => [(await world.draft({ helper })).id]],
    ['/letters/printed/', async (of) => [(await letter(of)).id]],
    ['/letters/', async (of) => [(await letter(of)).personId]],
    ['/offers/', async ({ helper }) => [(await offering.offered(helper.organisation)).id]],
    ['/manager/mandates/', async (of) => looked(of)],
    ['/manager/cases/', async (of) => [await contested(of)]],
    ['/manager/helpers/', async ({ helper: { organisation } }) => [(await world.helper({ organisation })).id]],
    ['/manager/invitations/', async (of) => [await invited(of)]],
    ['/manager/cards/', async (of) => [await card(of)]],
    ['/account/passkeys/', async (of) => [await passkey(of)]],
  ];

  async function ended(of: Team): Promise<string> {
    const { id: mandateId, organisationId } = await mandate(of);
    await work((one) => revokeMandate(one, { mandateId, helper: of.helper, organisationId, procedure: null, channel: 'orally' }));
    return mandateId;
  }

  async function looked(of: Team): Promise<string[]> {
    const { id: mandateId } = await mandate(of);
    const why = { purpose: 'quality_review', reason: 'Vérification annuelle.' } as const;
    return [mandateId, await work((one) => lookIntoMandate(one, { managing: managingAs(of.manager), mandateId, ...why }))];
  }

  async function contested(of: Team): Promise<string> {
    const { id: mandateId, organisationId } = await mandate(of);
    return work(async (one) => {
      const who = { helperId: of.helper.id, organisationId, secondFactorAt: one.at };
      const { use, person } = await useMandate(one, { ...who, mandateId, procedure: 'papiers', client });
      const contest = { useId: use.id, person, words: 'Je n’étais pas là ce jour-là.', publicUrl: 'https://procura.example' };
      return (await openCase(one, contest)).one.id;
    });
  }

  async function invited({ manager }: Team): Promise<string> {
    const id = randomUUID();
    const somebody = { role: 'helper', email: `${id}@ccas.example`, givenName: 'Nadia', familyName: 'PETIT' } as const;
    await work(({ tx, at }) =>
      insertInvitation(tx, {
        ...{ id, ...somebody, organisationId: manager.organisation.id, invitedBy: manager.id, tokenHash: hashSecret(id) },
        ...{ createdAt: at, expiresAt: after(at, day) },
      }),
    );
    return id;
  }

  async function card({ manager }: Team): Promise<string> {
    const cards = [{ serial: String(++serial), seed: manager.totpSecret, period: 60 }] as const;
    await work((one) => importCards(one, { manager, organisationId: manager.organisation.id, cards }));
    return String(serial);
  }

  async function passkey({ helper }: Team): Promise<string> {
    const id = randomUUID();
    const facts = { credentialId: id, publicKey: Buffer.alloc(1), counter: 0, transports: [], name: 'Clé', lastUsedAt: null };
    await work(({ tx, at }) => insertPasskey(tx, { id, helperId: helper.id, ...facts, createdAt: at }));
    return id;
  }
}
