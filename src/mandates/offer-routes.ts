import { type Request, type Response, Router } from 'express';
import { AgreementPage } from '../../views/mandates/agreement.tsx';
import { ChooseOrganisationPage } from '../../views/mandates/choose-organisation.tsx';
import { OfferOverPage, OfferWaitingPage, SignOfferPage } from '../../views/mandates/offer-steps.tsx';
import { OfferPage } from '../../views/mandates/offer.tsx';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage, valuesOf } from '../http/parse-form.ts';
import { rateLimit } from '../http/rate-limit.ts';
import { sendPage } from '../http/render.ts';
import { allowFormAction } from '../http/security-headers.ts';
import { sessionOf } from '../http/sessions.ts';
import { type IdentificationNeeds, startIdentification } from '../identity/identify-person.ts';
import { requirePerson } from '../identity/person-guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { organisationObstacle } from '../organisations/organisation.ts';
import { readDirectory } from '../organisations/read-directory.ts';
import { findOrganisation } from '../organisations/store.ts';
import { endForProtection } from './agree-to-mandate.ts';
import { agreementForm, declines, isId, offerForm } from './forms.ts';
import { again, type Again } from './given-again.ts';
import { findByName, namesOf } from './named-helpers.ts';
import { offerMandate, signOffer, withdrawOffer } from './offer-mandate.ts';
import { findMandate } from './store.ts';
import { type OfferView, viewOffer } from './view-offer.ts';

type OfferRequest = Request<{ id: string }>;

const perPage = 30;

/** A person offers a mandate, alone: an organisation, what for, FranceConnect once more, the terms; then it waits for the organisation. */
export function offerRoutes(needs: IdentificationNeeds & { readonly publicUrl: string }): Router {
  const router = Router();
  const limit = rateLimit(needs, { name: 'offers', points: 20, seconds: 3_600 });

  router.get('/me/offers/new', async (req, res) => {
    requirePerson(res);
    sendPage(res, ChooseOrganisationPage, await readDirectory(needs, req.query, perPage));
  });

  router.get('/me/offers/new/:id', async (req, res) => sendOffer(req.params.id, res, emptyForm, await givenBefore(req, res)));

  router.post('/me/offers/new/:id', async (req, res) => {
    const { person } = requirePerson(res);
    await limit.take(person.id);
    const form = await formOrPage(offerForm, req.body, (mistakes) => sendOffer(req.params.id, res, mistakes));
    if (!form) return;
    const organisation = await organisationOf(req.params.id);
    const { named, ...terms } = form;
    const namedHelpers = await findByName(needs.db, { organisationId: organisation.id, names: named, at: needs.clock.now() });
    if (namedHelpers === undefined)
      return sendOffer(req.params.id, res, { values: valuesOf(req.body), mistakes: { named: 'person.offer.named.unknown' } });
    const attempt = { event: 'mandate_refused', person, organisationId: organisation.id } as const;
    const { id } = await atomicallyRecorded(needs, attempt, (work) => offerMandate(work, { ...terms, namedHelpers, person, organisation }));
    res.redirect(303, `/me/offers/${id}`);
  });

  router.get('/me/offers/:id', (req, res) => sendStep(req, res, emptyForm));

  router.post('/me/offers/:id/identification', async (req, res) => {
    const { draft } = await view(req, res);
    if (draft.state !== 'draft') return res.redirect(303, `/me/offers/${draft.id}`);
    const errand = { purpose: 'offer', draftId: draft.id, returnsTo: `/me/offers/${draft.id}` } as const;
    res.redirect(303, await startIdentification(needs, { session: sessionOf(res), ...errand }));
  });

  router.post('/me/offers/:id/agreement', async (req, res) => {
    const { draft, person } = await view(req, res);
    const who = { draftId: draft.id, personId: person.id };
    const form = declines(req.body) ? null : await formOrPage(agreementForm, req.body, (mistakes) => sendStep(req, res, mistakes));
    if (form === undefined) return;
    if (form && form.protection !== 'none') {
      await atomically(needs, (work) => endForProtection(work, { ...who, protection: form.protection }));
      throw new Refusal('person_is_protected');
    }
    await atomicallyRecorded(needs, { event: 'mandate_refused', person, mandate: draft }, (work) =>
      form
        ? signOffer(work, { ...who, protection: form.protection, termsHash: form.terms, publicUrl: needs.publicUrl })
        : withdrawOffer(work, { draftId: draft.id, person }),
    );
    res.redirect(303, `/me/offers/${draft.id}`);
  });

  router.post('/me/offers/:id/withdrawal', async (req, res) => {
    const { draft, person } = await view(req, res);
    const attempt = { event: 'mandate_refused', person, mandate: draft } as const;
    await atomicallyRecorded(needs, attempt, (work) => withdrawOffer(work, { draftId: draft.id, person }));
    res.redirect(303, `/me/offers/${draft.id}`);
  });

  async function sendOffer(id: string, res: Response, form: Form, again: Again | null = null): Promise<void> {
    requirePerson(res);
    sendPage(res, OfferPage, { organisation: await organisationOf(id), form, again }, form === emptyForm ? 200 : 422);
  }

  /** The mandate that is to be given to this organisation again; another person's does not exist. */
  async function givenBefore(req: OfferRequest, res: Response): Promise<Again | null> {
    const { person } = requirePerson(res);
    const mandate = isId(req.query['again']) ? await findMandate(needs.db, req.query['again']) : undefined;
    if (mandate?.personId !== person.id || mandate.organisationId !== req.params.id) return null;
    return again(mandate, (await namesOf({ tx: needs.db }, mandate.namedHelpers)) ?? []);
  }

  async function sendStep(req: OfferRequest, res: Response, form: Form): Promise<void> {
    const { draft, organisation, ...offer } = await view(req, res);
    const { state } = draft;
    if (state === 'active') return res.redirect(303, `/me/mandates/${draft.id}`);
    if (state === 'ended') return sendPage(res, OfferOverPage, { organisation, reply: offer.reply });
    if (state === 'awaiting_helper') return sendPage(res, OfferWaitingPage, { draft, organisation });
    if (state === 'awaiting_person' && offer.terms) {
      const shown = { draft, added: [], person: offer.person, terms: offer.terms, form, action: `/me/offers/${draft.id}/agreement` };
      return sendPage(res, AgreementPage, shown, form === emptyForm ? 200 : 422);
    }
    allowFormAction(res, needs.franceConnect.issuer);
    sendPage(res, SignOfferPage, { draft, organisation });
  }

  function view(req: OfferRequest, res: Response): Promise<OfferView> {
    const { person } = requirePerson(res);
    if (!isId(req.params.id)) throw new Refusal('offer_unknown');
    return viewOffer(needs, { draftId: req.params.id, person });
  }

  /** One that may act: others do not exist here. */
  async function organisationOf(id: string) {
    const organisation = isId(id) ? await findOrganisation(needs.db, id) : undefined;
    if (!organisation || organisationObstacle(organisation, needs.clock.now())) throw new Refusal('offer_unknown');
    return organisation;
  }

  return router;
}
