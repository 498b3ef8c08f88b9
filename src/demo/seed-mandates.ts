import { after, day, minute } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { idpIdOf, parsePivotIdentity } from '../identity/forms.ts';
import { agreeToMandate } from '../mandates/agree-to-mandate.ts';
import { concludeMandate } from '../mandates/conclude-mandate.ts';
import { draftMandate } from '../mandates/draft-mandate.ts';
import { identifyPrincipal } from '../mandates/identify-principal.ts';
import type { Duration } from '../mandates/mandate.ts';
import type { Procedure } from '../mandates/procedures.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { findHelperByEmail } from '../organisations/store.ts';
import type { Person } from '../people/person.ts';
import { lockByUpstreamSubject } from '../people/store.ts';
import type { ClaimsNeeds } from '../provider/claims.ts';
import { franceConnectAccount, franceConnectSubject } from './franceconnect.ts';
import { demoProfessionals } from './organisations.ts';
import { demoPeople, ownIdpId, type DemoPerson } from './people.ts';
import { attempt, stateDone, takeUp } from './seed-uses.ts';

/** Who vouches for the people, and how it knows us: what makes a person the same one tomorrow. */
export interface PersonSource {
  readonly issuer: string;
  readonly clientId: string;
}

interface DemoMandate {
  readonly person: string;
  readonly helper: string;
  readonly organisation: string;
  readonly procedures: readonly Procedure[];
  readonly duration: Duration;
  readonly daysAgo: number;
  /** The first procedure was taken up at the demonstration service, so many days ago. */
  readonly usedDaysAgo?: readonly number[];
  /** The service states what was done. */
  readonly stated?: true;
  /** After the last use, somebody tried this too. */
  readonly attempted?: Procedure;
}

// The latest last. Joséphine gave none yet: the walk begins with hers.
// prettier-ignore
const mandates: readonly DemoMandate[] = [
  { person: 'armand', helper: 'claire', organisation: 'ccas-villeneuve', procedures: ['social', 'famille', 'logement'], duration: 'year', daysAgo: 120, usedDaysAgo: [90, 12], stated: true, attempted: 'travail' },
  { person: 'yamina', helper: 'maelle', organisation: 'france-services-rivieres', procedures: ['social', 'etranger'], duration: 'year', daysAgo: 60, usedDaysAgo: [59] },
  { person: 'manuel', helper: 'claire', organisation: 'ccas-villeneuve', procedures: ['social'], duration: 'day', daysAgo: 40, usedDaysAgo: [40], stated: true },
  { person: 'margaret', helper: 'hugo', organisation: 'ccas-villeneuve', procedures: ['travail', 'logement', 'social'], duration: 'semester', daysAgo: 30 },
  { person: 'angela', helper: 'nadia', organisation: 'ccas-villeneuve', procedures: ['logement', 'argent'], duration: 'month', daysAgo: 26, usedDaysAgo: [3], stated: true },
  { person: 'desire', helper: 'nadia', organisation: 'france-services-rivieres', procedures: ['papiers', 'transports'], duration: 'semester', daysAgo: 10 },
];

/** Mandates of people not seen before, each concluded as it would have been on its day, and some of their uses with what the service stated; in the order of time. */
export async function seedMandates(
  work: Work,
  organisations: ReadonlyMap<string, Organisation>,
  { people: source, ...sites }: ClaimsNeeds & { readonly people: PersonSource },
): Promise<void> {
  const given = new Map<DemoMandate, string>();
  for (const { mandate, usedDaysAgo } of inTime()) {
    const { person, beside } = await castOf(work, mandate, organisations);
    const id = given.get(mandate);
    if (usedDaysAgo === null) {
      if (await findDemoPerson(work, person.id, source)) continue;
      given.set(mandate, await conclude(daysBefore(work, mandate.daysAgo), { mandate, person, source, beside }));
    } else if (id !== undefined) {
      const procedure = mandate.procedures[0] ?? 'social';
      const day = later(daysBefore(work, usedDaysAgo), 20);
      const use = await takeUp(day, { mandateId: id, procedure, ...beside });
      if (mandate.stated) await stateDone(day, use, sites);
      const { attempted, usedDaysAgo: days = [] } = mandate;
      if (attempted && usedDaysAgo === days.at(-1)) await attempt(later(day, 15), { mandateId: id, procedure: attempted, ...beside });
    }
  }
}

/** What happens, the earliest first: a mandate is given, then taken up. */
function inTime(): { readonly mandate: DemoMandate; readonly usedDaysAgo: number | null }[] {
  const acts = mandates.flatMap((mandate) => [
    { mandate, usedDaysAgo: null },
    ...(mandate.usedDaysAgo ?? []).map((usedDaysAgo) => ({ mandate, usedDaysAgo })),
  ]);
  return acts.sort((one, other) => (other.usedDaysAgo ?? other.mandate.daysAgo) - (one.usedDaysAgo ?? one.mandate.daysAgo));
}

async function castOf(work: Work, mandate: DemoMandate, organisations: ReadonlyMap<string, Organisation>) {
  const person = demoPeople.find(({ id }) => id === mandate.person);
  const helper = await helperOf(work, mandate);
  const organisation = organisations.get(mandate.organisation);
  if (!person || !helper || !organisation) throw new Error(`The demonstration has no ${mandate.person}, or nobody to help them.`);
  return { person, beside: { helper, organisation } };
}

/** A person of the demonstration, once a mandate of theirs was laid. */
export function findDemoPerson(work: Work, id: string, source: PersonSource): Promise<Person | undefined> {
  const subject = franceConnectSubject(id, source.clientId);
  return lockByUpstreamSubject(work, work.vault.fingerprint('upstream-subject', `${source.issuer}\0${subject}`));
}

async function helperOf({ tx }: Work, { helper }: DemoMandate): Promise<Helper | undefined> {
  const email = demoProfessionals.find(({ id }) => id === helper)?.email ?? '';
  return findHelperByEmail(tx, email);
}

interface Concluding {
  readonly mandate: DemoMandate;
  readonly person: DemoPerson;
  readonly source: PersonSource;
  readonly beside: { readonly helper: Helper; readonly organisation: Organisation };
}

/** The four steps, a few minutes apart, with the identity that the simulator will give again. */
async function conclude(work: Work, { mandate, person, source, beside }: Concluding): Promise<string> {
  const { claims, acr } = franceConnectAccount(person);
  const { procedures, duration } = mandate;
  const { id } = await draftMandate(work, { ...beside, procedures, duration, language: person.language });
  const { termsHash } = await identifyPrincipal(later(work, 3), {
    ...{ ...beside, draftId: id, ownIdpId, acr, issuer: source.issuer, subject: franceConnectSubject(person.id, source.clientId) },
    ...{ identity: parsePivotIdentity(claims), idpId: idpIdOf(claims) },
  });
  const who = { draftId: id, helper: beside.helper, organisationId: beside.organisation.id };
  await agreeToMandate(later(work, 8), { ...who, protection: 'none', termsHash: termsHash?.toString('hex') ?? '' });
  await concludeMandate(later(work, 10), who);
  return id;
}

function later(work: Work, minutes: number): Work {
  return { ...work, at: after(work.at, minutes * minute) };
}

function daysBefore(work: Work, days: number): Work {
  return { ...work, at: after(work.at, -days * day) };
}
