import { z } from 'zod';
import { dayFields, notationOf, type Opening, readOpenings } from './hours.ts';

const typed = z.string().max(100).optional();
const typedWeek = z.object(Object.fromEntries(dayFields.map((name) => [name, typed])));

/** What is typed for each day, with a mistake beside each that is no hours: the week in the notation of the directory; null for no hours at all. */
export const weekForm = typedWeek.transform((fields, context): { readonly openingHours: string | null } => {
  const week = dayFields.map((name): readonly Opening[] => {
    const openings = readOpenings(fields[name] ?? '');
    if (!openings) context.addIssue({ code: 'custom', path: [name], message: 'manager.hours.mistake.time' });
    return openings ?? [];
  });
  return { openingHours: notationOf(week) };
});
