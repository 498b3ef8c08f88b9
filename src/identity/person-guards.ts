import type { Request, RequestHandler, Response } from 'express';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { offerAllLanguages, pageOf } from '../http/render.ts';
import { endSession, sessionOf, type Session, type SessionNeeds } from '../http/sessions.ts';
import { fullName, type Person } from '../people/person.ts';
import { findPerson } from '../people/store.ts';

/** A person who signed in through FranceConnect, for their own space. */
export interface PersonHere {
  readonly person: Person;
  readonly session: Session;
}

/** The person who is signed in; anybody else, helpers included, is asked to sign in through FranceConnect. */
export function requirePerson(res: Response): PersonHere {
  const here = findPersonHere(res);
  if (!here) throw new Refusal('person_sign_in_required');
  return here;
}

/** The person who is signed in, if there is one. */
export function findPersonHere(res: Response): PersonHere | null {
  const person = res.locals['person'] as Person | undefined; // put there by `welcomePerson` alone
  const session = sessionOf(res);
  return person && session?.personId === person.id ? { person, session } : null;
}

/** Notes whose session this is, once per request. A session whose person was erased is over. */
export async function welcomePerson(needs: SessionNeeds, res: Response, personId: string): Promise<void> {
  const person = await findPerson(needs.db, needs.vault, personId);
  if (!person) return atomically(needs, (work) => endSession(needs, work, res));
  res.locals['person'] = person;
  pageOf(res).me = { name: fullName(person.identity), organisation: null, roles: ['person'] };
}

/** From here on a person reads: all eight languages are there, and the one of their session comes first. */
export function speakToPerson(req: Request, res: Response): void {
  offerAllLanguages(req, res);
  pageOf(res).reader = 'person';
}

/** `speakToPerson`, for all the routes behind it. */
export const speaksToPerson: RequestHandler = (req, res, next) => {
  speakToPerson(req, res);
  next();
};
