import { atomically } from '../../src/db/database.ts';
import { auditJournal } from '../../src/journal/audit.ts';
import { readEntries } from '../../src/journal/read-entries.ts';
import { erasePrincipal } from '../../src/mandates/erase-principal.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { queue } from '../../src/notifications/outbox.ts';
import type { Person } from '../../src/people/person.ts';
import { findPerson } from '../../src/people/store.ts';
import { actsIn } from './acts.ts';
import { openRooms } from './rooms.ts';
import { logKeys, Sequencing } from './sequencing.ts';
import { josephine } from './world.ts';

/** Rooms in which people are met and erased, and the means to look everywhere for what is left of them. */
export async function openErasures() {
  const rooms = await openRooms();
  const { db, needs, world } = rooms;
  const { vault } = needs;
  const acts = actsIn(rooms);
  const sequencing = new Sequencing(rooms);
  const helper = await world.helper();
  const client = await world.client();
  let people = 0;

  /** Somebody whose mandate was used, and to whom a message still has to leave. */
  const someone = async () => {
    const letter = 'ABCDEFGHIJKLMNOP'.charAt(people++);
    const identity = { ...josephine, familyName: `ERASABLE${letter}`, email: `erasable.${letter}@example.fr` };
    const mandate = await world.mandate({ helper, identity });
    await acts.use(mandate, { helper, client });
    const person = await findPerson(db, vault, mandate.personId);
    if (!person) throw new Error('the person of the mandate is there');
    const message = { channel: 'email' as const, to: identity.email, subject: 'x', text: identity.familyName };
    await atomically(needs, (work) => queue(work, { kind: 'digest', subjectRef: person.subjectRef, ...message }));
    return { mandate, person, identity };
  };
  const erase = (personId: string) => atomically(needs, (work) => erasePrincipal(work, { personId, by: helper, reason: 'person_asked' }));
  const ended = async () => {
    const one = await someone();
    await acts.revoke(one.mandate, helper);
    return one;
  };

  return {
    ...{ rooms, helper, acts, someone, ended, erase },
    erased: async () => {
      const one = await ended();
      await erase(one.person.id);
      return one;
    },
    /** All that a dump holds, whatever the column. */
    dump: async (): Promise<string> => {
      const { rows } = await rooms.asOwner<{ name: string }>(
        "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'journal')",
      );
      const tables: string[] = [];
      for (const { name } of rows) {
        const lines = await rooms.asOwner<{ line: string }>(`select row_to_json(t)::text as line from ${name} as t`);
        tables.push(...lines.rows.map(({ line }) => line));
      }
      return tables.join('\n');
    },
    /** How much of each kind is left of a person. */
    left: async ({ id, subjectRef }: Person): Promise<unknown> => {
      const { rows } = await rooms.asOwner(
        `select wrapped_dek as key, (select count(*)::int from journal.sealed_values where subject_ref = '${subjectRef}') as sealed,
                (select count(*)::int from outbox where subject_ref = '${subjectRef}' and message is not null) as messages,
                (select count(*)::int from journal.entry_index where person_id = '${id}') as named,
                (select count(*)::int from name_prints where person_id = '${id}') as prints,
                (select count(*)::int from contacts where person_id = '${id}') as contacts
           from journal.subject_keys where subject_ref = '${subjectRef}'`,
      );
      return rows[0];
    },
    settle: async (): Promise<void> => {
      const sequencer = sequencing.start();
      await sequencing.settled(sequencer);
      await sequencing.stop();
    },
    faults: async (): Promise<string[]> => {
      const found: string[] = [];
      for await (const { kind, detail } of auditJournal({ db, logKeys })) found.push(`${kind}: ${detail}`);
      return found;
    },
    entriesOf: (mandate: Mandate) => readEntries({ db, vault }, { mandateId: mandate.id }, { limit: 100 }),
  };
}
