import { atomically } from '../../src/db/database.ts';
import { acceptOffer, declineOffer } from '../../src/mandates/answer-offer.ts';
import { findDraft } from '../../src/mandates/draft-store.ts';
import { offerMandate, type Offering, signOffer, withdrawOffer } from '../../src/mandates/offer-mandate.ts';
import { offerReception } from '../../src/mandates/offer-reception.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import type { Person } from '../../src/people/person.ts';
import { contactsIn } from './contacts.ts';
import type { Rooms } from './rooms.ts';
import { josephine, type TestHelper } from './world.ts';

const publicUrl = 'https://procura.example';
const reception = offerReception({ ownIdpId: 'procura' });

/** Persons who offer mandates by themselves, and what becomes of them. */
export function offeringIn({ needs }: Pick<Rooms, 'needs'>) {
  const contacts = contactsIn({ needs });
  let count = 0;
  const acts = {
    messages: contacts.messages,
    person: () => contacts.person(`offers-${String(++count)}`, { email: `offers${String(count)}@example.fr` }),
    begin: (person: Person, organisation: Organisation, terms: Partial<Offering> = {}) =>
      atomically(needs, (work) =>
        offerMandate(work, { person, organisation, procedures: ['papiers'], duration: 'month', language: 'fr', ...terms }),
      ),
    /** FranceConnect vouches for `subject`, `offers-1` for the first person. */
    identify: (draftId: string, subject = `offers-${String(count)}`, idpId: string | null = null, identity = josephine) =>
      atomically(needs, (work) =>
        reception.receive(work, {
          ...{ draftId, returnsTo: null, beside: null, language: 'fr', issuer: 'https://fc.example', subject, identity, idpId },
          ...{ acr: 'eidas1', authTime: work.at },
        }),
      ),
    agree: async (draftId: string, person: Person) => {
      const termsHash = (await findDraft(needs.db, draftId))?.termsHash?.toString('hex') ?? '';
      await atomically(needs, (work) => signOffer(work, { draftId, personId: person.id, protection: 'none', termsHash, publicUrl }));
    },
    /** Signed: it waits for the organisation. */
    offered: async (organisation: Organisation, terms: Partial<Offering> = {}) => {
      const person = await acts.person();
      const { id } = await acts.begin(person, organisation, terms);
      await acts.identify(id);
      await acts.agree(id, person);
      return { id, person };
    },
    accept: (draftId: string, helper: TestHelper) =>
      atomically(needs, (work) => acceptOffer(work, { draftId, helper, organisation: helper.organisation })),
    decline: (draftId: string, helper: TestHelper) =>
      atomically(needs, (work) =>
        declineOffer(work, { draftId, helper, organisation: helper.organisation, reason: 'Nous sommes trop loin de chez vous.' }),
      ),
    withdraw: (draftId: string, person: Person) => atomically(needs, (work) => withdrawOffer(work, { draftId, person })),
    stateOf: async (draftId: string) => {
      const draft = await findDraft(needs.db, draftId);
      return draft?.endCause ?? draft?.state;
    },
  };
  return acts;
}
