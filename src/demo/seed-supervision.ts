import { openInquiry } from '../cases/open-inquiry.ts';
import { after, day } from '../clock.ts';
import type { Db, Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { listEntries } from '../journal/store.ts';
import { useMandate } from '../mandates/use-mandate.ts';
import type { Use } from '../mandates/use.ts';
import { listUsesOfPerson } from '../mandates/use-store.ts';
import { findHelper, findHelperByEmail, findOrganisation } from '../organisations/store.ts';
import { findClient } from '../provider/client-store.ts';
import { writeRefusedUse } from '../provider/refused.ts';
import { alertRules } from '../supervision/alert-rules.ts';
import { listAlerts } from '../supervision/alert-store.ts';
import { drawSample } from '../supervision/draw-sample.ts';
import { raiseAlert } from '../supervision/raise-alert.ts';
import { listSamples } from '../supervision/sample-store.ts';
import { liftSuspension, suspend } from '../supervision/suspend.ts';
import type { Supervising } from '../supervision/supervising.ts';
import { listSuspensions } from '../supervision/suspension-store.ts';
import { askVerification } from '../supervision/verify-journal.ts';
import { demoProfessionals } from './organisations.ts';
import { findDemoPerson, type PersonSource } from './seed-mandates.ts';

const national = { territories: ['*'] };

/** Something for a supervisor to look at: an alert, a case somebody reported, a suspension that was lifted. Once each. */
export async function seedSupervision(work: Work, { people }: { readonly people: PersonSource }): Promise<void> {
  const [use, supervisor] = [await findUse(work, people), await findSupervisor(work)];
  if (!use || !supervisor) return;
  const { organisationId, mandateId, helperId } = use;
  if ((await listAlerts(work.tx, national, { rule: null, limit: 1, offset: 0 })).length === 0) {
    const words = 'Une association nous écrit : des mandats seraient signés à la chaîne dans cette structure. À vérifier.';
    await openInquiry(work, { origin: 'report', cause: null, about: { organisationId }, words, by: supervisor.helper });
    const entry = (await listEntries(work.tx, { mandateId }, { limit: 50, events: ['mandate_used'] }))[0];
    const alert = {
      name: 'many_persons_in_an_hour',
      rule: alertRules.many_persons_in_an_hour,
      subject: helperId,
      quiet: 0,
      noticed: { persons: 17 },
    };
    if (entry) await raiseAlert(work, { ...alert, entry });
    await tryUncovered(work, use);
  }
  await seedOversight(work, supervisor);
}

/** Draws a sample for a supervisor to review, once the journal is signed up to the uses there are. Once. */
export async function seedSample(work: Work, { people }: { readonly people: PersonSource }): Promise<void> {
  const [use, supervisor] = [await findUse(work, people), await findSupervisor(work)];
  if (!use || !supervisor || (await hasSample(work.tx))) return;
  const period = { startsAt: after(use.usedAt, -30 * day), endsAt: after(use.usedAt, day), size: 5 };
  await drawSample(work, { supervisor, organisationId: use.organisationId, helperId: null, ...period });
}

/** Whether a sample was drawn already. */
export async function hasSample(db: Db): Promise<boolean> {
  return (await listSamples(db, national, { limit: 1, offset: 0 })).length > 0;
}

async function findUse(work: Work, people: PersonSource): Promise<Use | null> {
  const person = await findDemoPerson(work, 'armand', people);
  const [use] = person ? await listUsesOfPerson(work.tx, person.id, { limit: 1 }) : [];
  return use ?? null;
}

/** The helper asked for what the person had not agreed to, and was refused: a story to read. */
async function tryUncovered(work: Work, { mandateId, helperId, organisationId, clientId }: Use): Promise<void> {
  const [helper, organisation] = [await findHelper(work.tx, helperId), await findOrganisation(work.tx, organisationId)];
  const client = await findClient(work.tx, work.vault, clientId);
  if (!helper || !organisation || !client) return;
  const asked = { mandateId, procedure: 'argent', helperId, organisationId, client, secondFactorAt: work.at } as const;
  const refusal = await useMandate(work, asked).then(
    () => null,
    (error: unknown) => error,
  );
  if (refusal instanceof Refusal)
    await writeRefusedUse(work, { helper, organisation, mandateId, procedure: asked.procedure, clientId, refusal });
}

/** A service that was stopped and came back, and a verification of the journal for whoever opens that page first. */
async function seedOversight(work: Work, supervisor: Supervising): Promise<void> {
  if ((await listSuspensions(work.tx, national, 1)).length > 0) return;
  const stop = { supervisor, kind: 'client', target: 'mairie-demo', tells: false } as const;
  const id = await suspend(work, { ...stop, reason: 'Certificat du service arrivé à échéance.' });
  await liftSuspension(work, { supervisor, id, reason: 'Nouveau certificat en place.', tells: false });
  await askVerification(work, supervisor);
}

async function findSupervisor(work: Work): Promise<Supervising | null> {
  const one = demoProfessionals.find(({ duty }) => duty === 'supervisor');
  const helper = one && (await findHelperByEmail(work.tx, one.email));
  return helper ? { helper, territories: ['*'] } : null;
}
