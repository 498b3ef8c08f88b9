import { atomically, type Work, type WorkNeeds } from '../../src/db/database.ts';
import { addOmbudsman, addOperator, addSupervisor, type Appointee } from '../../src/organisations/appoint.ts';
import type { Helper } from '../../src/organisations/helper.ts';
import { giveFactor } from './factor.ts';

/** Somebody with an account, and how they prove who they are. */
export interface TestStaff extends Helper {
  readonly totpSecret: string;
}

const totpSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
let count = 0;

/** Somebody who runs the service. */
export function appointOperator(needs: WorkNeeds): Promise<TestStaff> {
  return appoint(needs, addOperator);
}

/** Somebody who watches the organisations of these territories. */
export function appointSupervisor(needs: WorkNeeds, ...territories: readonly string[]): Promise<TestStaff> {
  return appoint(needs, (work, appointee) => addSupervisor(work, { ...appointee, territories }));
}

/** Somebody who watches them, and the supervisors too. */
export function appointOmbudsman(needs: WorkNeeds, ...territories: readonly string[]): Promise<TestStaff> {
  return appoint(needs, (work, appointee) => addOmbudsman(work, { ...appointee, territories }));
}

function appoint(needs: WorkNeeds, how: (work: Work, appointee: Appointee) => Promise<Helper>): Promise<TestStaff> {
  const number = String(++count);
  return atomically(needs, async (work) => {
    const staff = await how(work, { email: `odile${number}@procura.example`, givenName: 'Odile', familyName: `FOURNIER${number}` });
    await giveFactor(work, staff, totpSecret);
    return { ...staff, totpSecret };
  });
}
