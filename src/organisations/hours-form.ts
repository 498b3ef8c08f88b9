import { z } from 'zod';
import { notationOf, type Opening, readOpenings } from './hours.ts';

/** The days of a week in a form, Monday first. */
export const dayFields = ['hours1', 'hours2', 'hours3', 'hours4', 'hours5', 'hours6', 'hours7'] as const;

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
