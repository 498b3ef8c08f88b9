import { after, day } from '../../src/clock.ts';
import { atomically, type Work } from '../../src/db/database.ts';
import type { Managing } from '../../src/management/managing.ts';
import { beginRenewal, fillRenewal, submitRenewal } from '../../src/management/renew-certification.ts';
import { declarations, type OrganisationFacts } from '../../src/organisations/application.ts';
import { acceptApplication } from '../../src/organisations/decide-application.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { findLastRenewal } from '../../src/organisations/renewal-store.ts';
import { appointOperator } from './appointed.ts';
import { managingAs } from './managing.ts';
import type { Rooms } from './rooms.ts';
import type { TestHelper } from './world.ts';

/** Asking for more time, and answering. */
export async function renewingIn({ needs, world, clock }: Pick<Rooms, 'needs' | 'world' | 'clock'>) {
  const operator = await appointOperator(needs);
  const publicUrl = 'https://procura.example';
  const doing = <T>(act: (work: Work) => Promise<T>) => atomically(needs, act);
  const inDays = (days: number) => after(clock.now(), days * day);
  const begin = (managing: Managing) => doing((work) => beginRenewal(work, { managing, language: 'fr' }));
  const answer = (id: string) => ({ id, operator, text: 'Lu.', publicUrl });
  return {
    ...{ doing, inDays, begin, answer, publicUrl },
    /** An organisation whose certification ends in two months, with a manager and a helper. */
    team: async (facts: Partial<Organisation> = {}): Promise<{ manager: TestHelper; helper: TestHelper; id: string }> => {
      const organisation = await world.organisation({ certificationExpiresAt: inDays(59), ...facts });
      const manager = await world.helper({ organisation, role: 'manager' });
      return { manager, helper: await world.helper({ organisation }), id: organisation.id };
    },
    /** Asks as a manager does, and hands it in. */
    ask: async (manager: TestHelper): Promise<string> => {
      const managing = managingAs(manager);
      await begin(managing);
      await doing((work) => fillRenewal(work, { managing, organisation: described(manager) }));
      await doing((work) => fillRenewal(work, { managing, declarations }));
      await doing((work) => submitRenewal(work, managing));
      return (await findLastRenewal(needs.db, needs.vault, manager.organisation.id))?.id ?? '';
    },
    accept: (id: string, until: Date) => doing((work) => acceptApplication(work, { ...answer(id), until })),
  };
}

/** What an organisation says of itself. */
export function described({ organisation: { siret, name } }: TestHelper): OrganisationFacts {
  return {
    ...{ siret, name, kind: 'CCAS', address: '3 rue Neuve', postalCode: '70000', city: 'Vesoul', territory: '70' },
    ...{ phone: null, email: null, website: null, openingHours: null },
  };
}
