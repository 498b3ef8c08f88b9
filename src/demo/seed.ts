import { after, day } from '../clock.ts';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { createSubject, sealForSubject, serviceSubject } from '../journal/subject-keys.ts';
import { seedApplications } from './seed-applications.ts';
import { seedCases } from './seed-cases.ts';
import { seedContacts } from './seed-contacts.ts';
import { seedClients, type DemoAddresses } from './seed-clients.ts';
import { type PersonSource, seedMandates } from './seed-mandates.ts';
import { seedManagersDesk } from './seed-managers-desk.ts';
import { seedOffers } from './seed-offers.ts';
import { seedSupervision } from './seed-supervision.ts';
import { hasApplications, setLeftThen } from './seed-store.ts';
import { seedOrganisations } from './seed-organisations.ts';

/** What the data are laid for: the sites of the demonstration, and FranceConnect as the people will sign in there. */
export interface DemoSites extends DemoAddresses {
  readonly people: PersonSource;
  /** Where the messages that the data leave lead to. */
  readonly publicUrl: string;
  /** What the persons are called by at the services is made from. */
  readonly pairwiseKey: Buffer;
}

/**
 * Lays the demonstration data, all of them or none, each with its entry: bodies, professionals, relying parties, some mandates and uses.
 * What is there already is left as it is: a second time changes nothing. Throws one sentence when the data were laid with other keys or addresses.
 */
export function seedDemonstration(needs: WorkNeeds, sites: DemoSites): Promise<void> {
  return atomically(needs, async (work) => {
    await requireOwnKeys(work);
    const isFirst = !(await hasApplications(work.tx));
    const organisations = await seedOrganisations(certificationDay(work));
    await seedClients(certificationDay(work), sites);
    await seedMandates(work, organisations, sites);
    await seedApplications(work, organisations, sites);
    const ccas = organisations.get('ccas-villeneuve');
    if (ccas) await seedManagersDesk(work, ccas, sites);
    await seedOffers(work, organisations, sites.people);
    await seedContacts(work, sites);
    await seedCases(work, sites);
    await seedSupervision(work, sites);
    if (isFirst) await setLeftThen(work.tx, work.at);
  });
}

/** A good while ago, so that mandates of last winter could be concluded. */
function certificationDay(work: Work): Work {
  return { ...work, at: after(work.at, -400 * day) };
}

async function requireOwnKeys(work: Work): Promise<void> {
  await createSubject(work, serviceSubject);
  try {
    await sealForSubject(work, serviceSubject, { context: 'demonstration', plain: '' });
  } catch (cause) {
    throw new Error(
      'Cette base de données a été faite avec une autre clé (MASTER_KEY) : remettez celle d’alors, ou prenez une base neuve.',
      {
        cause,
      },
    );
  }
}
