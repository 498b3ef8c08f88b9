import { z } from 'zod';
import { Refusal, refusals } from '../errors.ts';
import { type EventName, events } from '../journal/events.ts';
import { procedureCodes } from '../mandates/procedures.ts';
import { type Criteria, outcomes } from './criteria.ts';
import { exportFormats } from './export.ts';

const eventNames = Object.keys(events) as EventName[]; // the keys of the constant
const day = z.iso.date();
const choices = {
  territory: z.string().max(100),
  procedure: z.enum(procedureCodes),
  client: z.string().max(100),
  event: z.enum(eventNames),
  outcome: z.enum(outcomes),
  refusal: z.string().refine((code) => Object.hasOwn(refusals, code)),
  from: day,
  to: day,
};
const orNothing = <T extends z.ZodType>(kind: T) => z.union([z.literal('').transform(() => undefined), kind]).optional();
const optional = {
  territory: orNothing(choices.territory),
  procedure: orNothing(choices.procedure),
  client: orNothing(choices.client),
  event: orNothing(choices.event),
  outcome: orNothing(choices.outcome),
  refusal: orNothing(choices.refusal),
  from: orNothing(choices.from),
  to: orNothing(choices.to),
};
const address = z.object({
  ...optional,
  ...{ helper: orNothing(z.uuid()), organisation: orNothing(z.uuid()), mandate: orNothing(z.uuid()), use: orNothing(z.uuid()) },
});
const page = z.object({
  before: z.string().max(200).nullable().catch(null).default(null),
  names: z.literal('yes').optional().catch(undefined),
});
const typed = z.string().trim().max(100).default('');

/** A search as it is typed: people and things by what one knows of them. */
export const searchForm = z
  .object({ ...optional, ...{ helper: typed, organisation: typed, mandate: typed, use: typed } })
  .extend({ givenName: typed, familyName: typed, birthdate: typed, birthplace: typed })
  .superRefine(({ givenName, familyName, birthdate, birthplace, from, to }, context) => {
    const mistake = (path: string, message: string) => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    const isPerson = givenName !== '' || familyName !== '' || birthdate !== '' || birthplace !== '';
    if (isPerson && givenName === '') mistake('givenName', 'supervision.search.mistake.whole');
    if (isPerson && familyName === '') mistake('familyName', 'supervision.search.mistake.whole');
    if (isPerson && !/^\d{4}-\d\d-\d\d$/.test(birthdate)) mistake('birthdate', 'supervision.search.mistake.birthdate');
    if (from !== undefined && to !== undefined && from > to) mistake('to', 'supervision.search.mistake.period');
  });

export type SearchTyped = z.output<typeof searchForm>;

/** The name a search is kept under. */
export const nameForm = z.object({
  name: z.string().trim().min(1, 'supervision.search.mistake.name').max(80, 'supervision.search.mistake.name'),
});

/** Which search: the query of an address, or the id of one that lies with us. */
export const whichForm = z.object({ search: z.string().max(2_000).default(''), of: z.uuid().optional() });

/** How a search is taken away. */
export const exportForm = whichForm.extend({ format: z.enum(exportFormats), names: z.literal('yes').optional() });

/** The id of an export in an address, likewise. */
export function exportIdIn(text: string): string {
  if (!z.uuid().safeParse(text).success) throw new Refusal('export_unknown');
  return text;
}

/** The id in an address; what cannot be one names nothing. */
export function idIn(text: string): string {
  if (!z.uuid().safeParse(text).success) throw new Refusal('search_unknown');
  return text;
}

/** The criteria of an address; one that none of our pages made is `search_unknown`. */
export function criteriaIn(query: unknown): Criteria {
  const { data } = address.safeParse(query);
  if (!data) throw new Refusal('search_unknown');
  return data;
}

/** Where a page of results begins, and whether persons are named on it. */
export function pageIn(query: unknown): { readonly before: string | null; readonly named: boolean } {
  const { before, names } = page.parse(query);
  return { before, named: names === 'yes' };
}
