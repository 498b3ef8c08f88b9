import type { Work } from '../db/database.ts';
import type { RefusalCode } from '../errors.ts';
import type { Language } from '../http/languages.ts';
import type { SessionFacts } from '../http/sessions.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import type { PivotIdentity } from '../people/person.ts';
import type { PersonPurpose } from './store.ts';

export type { PersonPurpose } from './store.ts';

/** The helper beside whom a person signs in. */
export interface Beside {
  readonly helper: Helper;
  readonly organisation: Organisation;
}

/** Somebody FranceConnect vouches for, just now. */
export interface Vouched {
  readonly issuer: string;
  readonly subject: string;
  readonly identity: PivotIdentity;
  /** Who vouched for the person towards FranceConnect, when it says so. */
  readonly idpId: string | null;
  readonly acr: string;
  readonly authTime: Date;
}

/** What the person was asked to sign in for, and where. */
export interface Errand {
  readonly draftId: string | null;
  /** The path they were going to. */
  readonly returnsTo: string | null;
  /** The helper whose browser this is, when it is one's. */
  readonly beside: Beside | null;
  /** The language of the page they came from. */
  readonly language: Language;
}

export interface PersonIdentified extends Errand, Vouched {}

export interface PersonNotIdentified extends Errand {
  readonly refusal: RefusalCode;
  /** Who it was, when FranceConnect vouched for somebody we then refused. */
  readonly vouched: Vouched | null;
}

/** Where the person goes on, and what the session that begins for them knows, when one begins. */
export interface Received {
  readonly returnsTo: string;
  readonly session?: SessionFacts;
}

/** Who receives the persons identified for one purpose: a room decides what comes of it. */
export interface Reception {
  /** In one transaction with what comes of it; a refusal undoes it. */
  receive(work: Work, person: PersonIdentified): Promise<Received>;
  /** Nobody was identified, or they were refused: recorded after the rollback. Returns the path of the way back. */
  turnAway(work: Work, attempt: PersonNotIdentified): Promise<string>;
}

/** Every purpose has its reception. */
export type Receptions = Readonly<Record<PersonPurpose, Reception>>;
