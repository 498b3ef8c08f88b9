import type { WorkNeeds } from '../../src/db/database.ts';
import type { Managing } from '../../src/management/managing.ts';
import type { TestHelper, World } from './world.ts';

/** Somebody of the world as their organisation's manager acts; whether they are one is for the act to ask. */
export function managingAs({ organisation, ...helper }: TestHelper): Managing {
  return { helper, organisation, publicUrl: 'https://procura.example' };
}

/** An organisation with a manager and a helper. */
export async function aTeam(world: World): Promise<{ manager: TestHelper; helper: TestHelper }> {
  const organisation = await world.organisation();
  return { manager: await world.helper({ organisation, role: 'manager' }), helper: await world.helper({ organisation }) };
}

/** What is queued for a mailbox, by kind. */
export async function kindsFor({ db }: Pick<WorkNeeds, 'db'>, { subjectRef }: Pick<TestHelper, 'subjectRef'>): Promise<string[]> {
  const rows = (await db.select('kind').from('outbox').where('subject_ref', subjectRef).orderBy('created_at')) as { kind: string }[];
  return rows.map(({ kind }) => kind);
}
