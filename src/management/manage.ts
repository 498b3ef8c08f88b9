import type { Work } from '../db/database.ts';
import type { SessionNeeds } from '../http/sessions.ts';
import type { SignedInHelper } from '../identity/guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import type { Managing } from './managing.ts';

/** Whoever came through the guard, as the acts take them. */
export function managing({ publicUrl }: Pick<SessionNeeds, 'publicUrl'>, { helper, organisation }: SignedInHelper): Managing {
  return { helper, organisation, publicUrl };
}

/** An act of a manager, in one transaction; a refusal is recorded too, with what was tried on whom. */
export function manage<T>(
  needs: SessionNeeds,
  { by, tried }: { readonly by: Managing; readonly tried: Readonly<Record<string, string>> },
  act: (work: Work) => Promise<T>,
): Promise<T> {
  const attempt = { event: 'management_refused', helper: by.helper, organisationId: by.organisation.id, details: { ...tried } } as const;
  return atomicallyRecorded(needs, attempt, act);
}
