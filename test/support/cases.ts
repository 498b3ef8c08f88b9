import { atomically } from '../../src/db/database.ts';
import { actOnCase, type ActOnCase } from '../../src/cases/act-on-case.ts';
import type { Case, CaseActor } from '../../src/cases/case.ts';
import type { CaseAct } from '../../src/cases/case-states.ts';
import { openCase } from '../../src/cases/open-case.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import type { Use } from '../../src/mandates/use.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import type { Person } from '../../src/people/person.ts';
import { findPerson } from '../../src/people/store.ts';
import { actsIn } from './acts.ts';
import type { Rooms } from './rooms.ts';
import type { TestHelper } from './world.ts';

const looking = { purpose: 'complaint', reason: 'La personne conteste une utilisation.', caseReference: 'D-1' } as const;
const publicUrl = 'https://procura.example';

/** A used mandate, and everybody who may have something to do with it. */
export interface Scene {
  readonly organisation: Organisation;
  readonly helper: TestHelper;
  readonly mandate: Mandate;
  readonly use: Use;
  readonly person: Person;
  readonly contester: CaseActor;
  readonly manager: CaseActor;
  readonly supervisor: CaseActor;
}

type Said = Partial<Pick<ActOnCase, 'words' | 'outcome' | 'assignee'>>;

/** The acts of cases, each in a transaction of its own. */
export function casesIn(rooms: Rooms) {
  const { needs, world } = rooms;
  const acts = actsIn(rooms);
  const asManager = async (helper: TestHelper): Promise<CaseActor> => {
    await needs.db('memberships').where({ helper_id: helper.id }).update({ role: 'manager' });
    return { role: 'manager', helper, organisationId: helper.organisation.id };
  };
  return {
    asManager,
    arrive: async (): Promise<Scene> => {
      const helper = await world.helper();
      const { organisation } = helper;
      const mandate = await world.mandate({ helper });
      const use = await acts.use(mandate, { helper, client: await world.client() });
      const person = await findPerson(needs.db, needs.vault, mandate.personId);
      if (!person) throw new Error('nobody');
      const manager = await asManager(await world.helper({ organisation }));
      const supervisor = { role: 'supervisor', helper: await world.helper(), territories: [organisation.territory], why: looking } as const;
      return { organisation, helper, mandate, use, person, manager, supervisor, contester: { role: 'person', person } };
    },
    open: ({ use, person }: Pick<Scene, 'use' | 'person'>, words = 'Je n’étais pas là ce jour-là.'): Promise<Case> =>
      atomically(needs, async (work) => (await openCase(work, { useId: use.id, person, words, publicUrl })).one),
    /** Said in some words where none are given; what a supervisor concludes is nothing wrong, or grave, as the act asks. */
    act: (one: Case, actor: CaseActor, act: CaseAct, said: string | null | Said = {}): Promise<Case> => {
      const outcome = act === 'close' ? 'no_fault' : act === 'propose' ? 'suspension_asked' : null;
      const more = typeof said === 'string' || said === null ? { words: said } : said;
      const doing = { caseId: one.id, actor, act, publicUrl, outcome, words: 'Voici ce qui s’est passé.', ...more } as const;
      return atomically(needs, (work) => actOnCase(work, doing));
    },
  };
}
