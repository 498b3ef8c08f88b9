import { franceConnectAccount, franceConnectSubject } from '../../src/demo/franceconnect.ts';
import { demoPeople } from '../../src/demo/people.ts';
import { parsePivotIdentity } from '../../src/identity/forms.ts';
import type { House } from './house.ts';

/** Somebody of the demonstration, as the FranceConnect of this house vouches for them: who has a mandate so is known again when they come in. */
export function demoPerson({ franceConnectUrl }: Pick<House, 'franceConnectUrl'>, id: string) {
  const person = demoPeople.find((one) => one.id === id);
  if (!person) throw new Error(`the demonstration has no ${id}`);
  const { claims, name } = franceConnectAccount(person);
  const vouched = { issuer: `${franceConnectUrl}/api/v2`, subject: franceConnectSubject(id, 'procura') };
  return { name, identity: parsePivotIdentity(claims), vouched };
}
