import { z } from 'zod';
import { procedureCodes } from '../mandates/procedures.ts';
import { severalOf } from '../http/parse-form.ts';

/** Why a manager does something to a helper: the helper reads it. */
export const reasonForm = z.object({ reason: z.string().trim().min(5, 'manager.mistake.reason').max(500, 'manager.mistake.reason') });

/** Which procedures the organisation helps with. */
export const proceduresForm = z.object({ procedures: severalOf(z.enum(procedureCodes)) });

/** What a list of a manager is asked. */
export const rosterQuery = z.object({
  q: z.string().trim().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(500).catch(1),
  waiting: z.coerce.number().int().min(1).max(500).catch(1),
  ended: z.literal('1').optional().catch(undefined),
  without: z.literal('helper').optional().catch(undefined),
});

/** People to invite, as typed: one a line, `given name ; family name ; address`. */
export const invitationForm = z.object({
  role: z.enum(['helper', 'manager']).default('helper'),
  people: z.string('manager.mistake.people').trim().min(1, 'manager.mistake.people').max(20_000, 'manager.mistake.tooMany'),
});

/** An identifier of ours, or nothing of ours. */
export const isId = (value: string): boolean => z.uuid().safeParse(value).success;
