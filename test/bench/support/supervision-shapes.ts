import type { Criteria } from '../../../src/supervision/criteria.ts';
import type { Stage } from './supervision-stage.ts';

/** Something a supervisor looks for: what varies from one look to the next. */
export interface Shape {
  readonly name: string;
  readonly territories: readonly string[];
  /** As many as there are looks: different helpers, mandates, days. */
  readonly looks: readonly { readonly criteria: Criteria; readonly personIds: readonly string[] | null; readonly page: number }[];
}

const everywhere = ['*'];

/** Every shape of search there is, with values drawn evenly from the history. */
export async function shapesOf(stage: Stage, count: number): Promise<readonly Shape[]> {
  const draw = (column: string, where = 'true') => drawn(stage, { column, where, count });
  const [helper, organisation, mandate, use] = [
    await draw('helper_id'),
    await draw('organisation_id'),
    await draw('mandate_id'),
    await draw('use_id'),
  ];
  const [person, client, territory] = [await draw('person_id'), await draw('client_id'), await draw('territory')];
  const day = (await draw('at')).map((at) => new Date(at).toISOString().slice(0, 10));
  const shape = (
    name: string,
    of: (index: number) => Criteria,
    more: Partial<Shape> & { page?: number; persons?: readonly string[] } = {},
  ): Shape => ({
    name,
    territories: more.territories ?? everywhere,
    looks: Array.from({ length: count }, (_, index) => ({
      ...{ criteria: of(index), page: more.page ?? 1, personIds: more.persons ? [more.persons[index] ?? ''] : null },
    })),
  });
  return [
    shape('everything, newest first', () => ({})),
    shape('everything, the tenth page', () => ({}), { page: 10 }),
    shape('a territory', (n) => ({ territory: territory[n] })),
    shape('three territories, by their supervisor', () => ({}), { territories: [...new Set(territory)].slice(0, 3) }),
    shape('an organisation', (n) => ({ organisation: organisation[n] })),
    shape('a helper', (n) => ({ helper: helper[n] })),
    shape('a mandate', (n) => ({ mandate: mandate[n] })),
    shape('a use', (n) => ({ use: use[n] })),
    shape('a person, by exact identity', () => ({}), { persons: person }),
    shape('a client', (n) => ({ client: client[n] })),
    shape('an event everybody leaves', () => ({ event: 'mandate_used' })),
    shape('a rare event', () => ({ event: 'organisation_certified' })),
    shape('a refusal code', () => ({ refusal: 'mandate_expired' })),
    shape('a rare refusal code', () => ({ refusal: 'organisation_suspended' })),
    shape('what was refused', () => ({ outcome: 'refused' })),
    shape('a procedure', () => ({ procedure: 'social' })),
    shape('a rare procedure', () => ({ procedure: 'loisirs' })),
    shape('a day', (n) => ({ from: day[n], to: day[n] })),
    shape('refused in a territory', (n) => ({ territory: territory[n], outcome: 'refused' })),
    shape('organisation × refusal code', (n) => ({ organisation: organisation[n], refusal: 'procedure_not_covered' })),
    shape('helper × procedure', (n) => ({ helper: helper[n], procedure: 'social' })),
    shape('client × procedure × refused', (n) => ({ client: client[n], procedure: 'famille', outcome: 'refused' })),
    shape('territory × rare procedure', (n) => ({ territory: territory[n], procedure: 'justice' })),
    shape('rare procedure × rare refusal', () => ({ procedure: 'loisirs', refusal: 'organisation_suspended' })),
  ];
}

/** Values of a column, drawn evenly from the history. */
export async function drawn({ needs, entries }: Stage, of: { column: string; where: string; count: number }): Promise<string[]> {
  const step = Math.max(1, Math.floor(entries / of.count));
  const { rows } = await needs.db.raw<{ rows: { value: string }[] }>(
    `select found.value from generate_series(1, :last::bigint, :step::bigint) as n
       cross join lateral (select ${of.column}::text as value from journal.entry_index where entry_id >= n and ${of.column} is not null
                            order by entry_id limit 1) as found limit :count`,
    { last: entries, step, count: of.count },
  );
  return rows.map(({ value }) => value);
}
