import { after, day } from '../../../src/clock.ts';
import { listOfOrganisation } from '../../../src/mandates/list-store.ts';
import { findHelper } from '../../../src/organisations/store.ts';
import { readOwnHome } from '../../../src/own-space/own-home.ts';
import { readOwnRecord } from '../../../src/own-space/own-record.ts';
import { findPerson } from '../../../src/people/store.ts';
import { listAlerts, listRuleRecords } from '../../../src/supervision/alert-store.ts';
import { figuresOf } from '../../../src/supervision/figures.ts';
import { listSupervisors } from '../../../src/supervision/oversight-store.ts';
import { eachCandidate } from '../../../src/supervision/sample-store.ts';
import { tellStory } from '../../../src/supervision/tell-story.ts';
import { drawn } from './supervision-shapes.ts';
import type { Stage } from './supervision-stage.ts';

/** What else is opened above a long history: `open` does what the page does before it is drawn. */
export interface Page {
  readonly name: string;
  readonly open: (look: number) => Promise<unknown>;
}

const everywhere = { territories: ['*'] };

/** The pages of supervisors, of persons and of helpers that a history makes longer, each opened on another use, person or body every time. */
export async function pagesOf(stage: Stage, count: number): Promise<readonly Page[]> {
  const { needs } = stage;
  const draw = (column: string) => drawn(stage, { column, where: "event = 'mandate_used'", count });
  const [uses, persons, organisations] = [await draw('use_id'), await draw('person_id'), await draw('organisation_id')];
  const helper = await findHelper(needs.db, (await draw('helper_id'))[0] ?? '');
  if (!helper) throw new Error('nobody helped in this history');
  const at = needs.clock.now();
  const [year, month] = [after(at, -365 * day), after(at, -31 * day)];
  const person = (look: number) => findPerson(needs.db, needs.vault, persons[look] ?? '');
  const organisationId = (look: number) => organisations[look] ?? '';
  return [
    { name: 'the story of a use', open: (n) => tellStory(needs, { supervisor: { helper, ...everywhere }, useId: uses[n] ?? '' }) },
    { name: 'the figures of a month, whole country', open: () => figuresOf(needs.db, everywhere, { at, days: 31 }) },
    { name: 'the figures of a year, whole country', open: () => figuresOf(needs.db, everywhere, { at, days: 365 }) },
    {
      name: 'a draw from a month of an organisation',
      open: (n) => drawnFrom(stage, { organisationId: organisationId(n), startsAt: month, endsAt: at }),
    },
    {
      name: 'the alerts, and what became of each rule',
      open: () =>
        Promise.all([listAlerts(needs.db, everywhere, { rule: null, limit: 50, offset: 0 }), listRuleRecords(needs.db, everywhere)]),
    },
    { name: 'the supervisors, for the ombudsman', open: () => listSupervisors(needs.db, year) },
    { name: 'a person’s home', open: (n) => readOwnHome(needs.db, { personId: persons[n] ?? '', at, before: null }) },
    {
      name: 'a person’s record',
      open: async (n) => {
        const found = await person(n);
        return found && readOwnRecord(needs, { person: found, limit: 20, before: null });
      },
    },
    {
      name: 'a helper’s home',
      open: (n) => listOfOrganisation(needs.db, needs.vault, { organisationId: organisationId(n), at, active: true, limit: 21 }),
    },
  ];
}

async function drawnFrom({ needs }: Stage, of: { organisationId: string; startsAt: Date; endsAt: Date }): Promise<number> {
  let candidates = 0;
  for await (const _ of eachCandidate(needs.db, { ...of, helperId: null, upTo: '9223372036854775807' })) candidates++;
  return candidates;
}
