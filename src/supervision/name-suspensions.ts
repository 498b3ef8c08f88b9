import type { WorkNeeds } from '../db/database.ts';
import { helperName } from '../organisations/helper.ts';
import { namesOfOrganisations } from '../organisations/name-store.ts';
import { listHelpers } from '../organisations/store.ts';
import { namesOfClients } from '../provider/client-store.ts';
import type { Suspension } from './suspension.ts';

export interface NamedSuspension extends Suspension {
  /** Of whom or what is stopped. */
  readonly name: string;
}

/** Puts names on what is suspended. */
export async function nameSuspensions({ db }: Pick<WorkNeeds, 'db'>, suspensions: readonly Suspension[]): Promise<NamedSuspension[]> {
  const targets = (kind: Suspension['kind']) => suspensions.filter((one) => one.kind === kind).map(({ target }) => target);
  const helpers = await listHelpers(db, targets('helper'));
  const names = new Map([
    ...helpers.map((helper) => [helper.id, helperName(helper)] as const),
    ...(await namesOfOrganisations(db, targets('organisation'))),
    ...(await namesOfClients(db, targets('client'))),
  ]);
  return suspensions.map((suspension) => ({ ...suspension, name: names.get(suspension.target) ?? suspension.target }));
}
