import { atomically } from '../../src/db/database.ts';
import { liftSuspension, suspend, type Suspending } from '../../src/supervision/suspend.ts';
import { appointSupervisor } from './appointed.ts';
import type { Rooms } from './rooms.ts';

/** A supervisor of these territories who suspends and lifts. */
export async function suspenderIn({ needs }: Pick<Rooms, 'needs'>, ...territories: readonly string[]) {
  const supervisor = { helper: await appointSupervisor(needs, ...territories), territories };
  const reason = 'Contrôle du 3 mars';
  return {
    supervisor,
    suspend: (kind: Suspending['kind'], target: string, more: Partial<Suspending> = {}) =>
      atomically(needs, (work) => suspend(work, { supervisor, kind, target, reason, tells: false, ...more })),
    lift: (id: string, { tells = false } = {}) => atomically(needs, (work) => liftSuspension(work, { supervisor, id, reason, tells })),
  };
}
