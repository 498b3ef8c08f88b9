import type { Work } from '../db/database.ts';
import { Refusal, type RefusalCode } from '../errors.ts';
import { append } from '../journal/append.ts';
import { isMinor, type Person } from '../people/person.ts';
import { findKnown, recognisePerson } from '../people/recognise-person.ts';
import { personLanguage } from '../people/store.ts';
import type { PersonIdentified, PersonNotIdentified, Received, Reception, Vouched } from './reception.ts';

/** Receives persons in their own space. Those whom we do not know yet are welcome: a person may come before any mandate. */
export function ownSpaceReception({ ownIdpId }: { readonly ownIdpId: string }): Reception {
  return {
    receive: (work, person) => signInPerson(work, { ...person, ownIdpId }),
    turnAway: turnPersonAway,
  };
}

/** The person is at home: known or met now, in the language they chose, or the one they came in until they choose. */
async function signInPerson(work: Work, { ownIdpId, ...identified }: PersonIdentified & { readonly ownIdpId: string }): Promise<Received> {
  const no = identityObstacle(identified, { ownIdpId, at: work.at });
  if (no) throw new Refusal(no);
  const person = await recognisePerson(work, identified);
  const language = (await personLanguage(work.tx, person.id)) ?? identified.language;
  await append(work, { event: 'person_signed_in', person, details: { acr: identified.acr, issuer: identified.issuer } });
  return { returnsTo: identified.returnsTo ?? '/me', session: { personId: person.id, language } };
}

/** Recorded with the person when we know them: they see that somebody tried. */
async function turnPersonAway(work: Work, { refusal, vouched }: PersonNotIdentified): Promise<string> {
  const person = vouched && (await findKnown(work, vouched));
  await append(work, { event: 'person_sign_in_refused', refusal, ...(person && { person }) });
  return '/me/sign-in';
}

/** The person leaves. */
export async function signOutPerson(work: Work, person: Person): Promise<void> {
  await append(work, { event: 'person_signed_out', person });
}

/** Who cannot have a space of their own here. */
function identityObstacle(
  { idpId, identity }: Vouched,
  { ownIdpId, at }: { readonly ownIdpId: string; readonly at: Date },
): RefusalCode | null {
  if (idpId !== null && idpId === ownIdpId) return 'identity_from_our_own_provider';
  return isMinor(identity, at) ? 'person_is_minor' : null;
}
