import { after, day } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { idpIdOf, parsePivotIdentity } from '../identity/forms.ts';
import { agreeToMandate } from '../mandates/agree-to-mandate.ts';
import { findDraft } from '../mandates/draft-store.ts';
import { offerMandate } from '../mandates/offer-mandate.ts';
import { offerReception } from '../mandates/offer-reception.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { recognisePerson } from '../people/recognise-person.ts';
import { franceConnectAccount, franceConnectSubject } from './franceconnect.ts';
import { demoPeople, ownIdpId } from './people.ts';
import { findDemoPerson, type PersonSource } from './seed-mandates.ts';

/** One person, by themself, offered a mandate two days ago: a helper finds it on their home. Once. */
export async function seedOffers(work: Work, organisations: ReadonlyMap<string, Organisation>, source: PersonSource): Promise<void> {
  const carmen = demoPeople.find(({ id }) => id === 'carmen');
  const organisation = organisations.get('ccas-villeneuve');
  if (!carmen || !organisation || (await findDemoPerson(work, carmen.id, source))) return;
  const then = { ...work, at: after(work.at, -2 * day) };
  const { claims, acr } = franceConnectAccount(carmen);
  const subject = franceConnectSubject(carmen.id, source.clientId);
  const vouched = { issuer: source.issuer, subject, identity: parsePivotIdentity(claims), idpId: idpIdOf(claims), acr, authTime: then.at };
  const person = await recognisePerson(then, vouched);
  const terms = { procedures: ['famille', 'logement'], duration: 'semester', language: carmen.language } as const;
  const { id: draftId } = await offerMandate(then, { person, organisation, ...terms });
  const errand = { draftId, returnsTo: null, beside: null, language: carmen.language };
  await offerReception({ ownIdpId }).receive(then, { ...vouched, ...errand });
  const termsHash = (await findDraft(then.tx, draftId))?.termsHash?.toString('hex') ?? '';
  await agreeToMandate(then, { draftId, personId: person.id, protection: 'none', termsHash });
}
