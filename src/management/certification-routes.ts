import { Router, type Response } from 'express';
import { CertificationPage } from '../../views/management/certification.tsx';
import { DeclarationsPage } from '../../views/organisations/application-declarations.tsx';
import { OrganisationPage } from '../../views/organisations/application-organisation.tsx';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage, FormMistakes, valuesOf } from '../http/parse-form.ts';
import { pageOf, sendPage } from '../http/render.ts';
import type { SessionNeeds } from '../http/sessions.ts';
import { requireManager, requireRecentManager } from '../identity/manager-guards.ts';
import { type Application, declarations } from '../organisations/application.ts';
import { declarationsForm, messageForm, renewalForm } from '../organisations/application-forms.ts';
import { listApplicationMessages } from '../organisations/application-message-store.ts';
import { orMistake } from '../organisations/application-mistakes.ts';
import { listOrganisationStandings } from '../organisations/organisation-standing-store.ts';
import { findKnownFacts, findLastRenewal } from '../organisations/renewal-store.ts';
import { manage, managing } from './manage.ts';
import { beginRenewal, fillRenewal, submitRenewal, writeAboutRenewal } from './renew-certification.ts';

const base = '/manager/certification';
const statusOf = (form: Form) => (form === emptyForm ? 200 : 422);

/** Until when the organisation is certified, what it has been, and asking for more time. */
export function certificationRoutes(needs: SessionNeeds): Router {
  const router = Router();

  router.get(base, async (_req, res) => {
    requireRecentManager(needs, res); // asked for before a message is written, not after
    await showCertification(needs, res, emptyForm);
  });

  router.post(`${base}/renewal`, async (_req, res) => {
    const by = managing(needs, requireRecentManager(needs, res));
    const { language } = pageOf(res);
    await manage(needs, { by, tried: { act: 'renewal' } }, (work) => beginRenewal(work, { managing: by, language }));
    res.redirect(303, base);
  });

  router.get(`${base}/organisation`, async (_req, res) => {
    requireRecentManager(needs, res);
    await showOrganisation(needs, res, emptyForm);
  });

  router.post(`${base}/organisation`, async (req, res) => {
    const by = managing(needs, requireRecentManager(needs, res));
    const giveBack = (mistakes: Form) => showOrganisation(needs, res, mistakes);
    const organisation = await formOrPage(renewalForm, req.body, giveBack);
    if (!organisation) return;
    const fill = () => manage(needs, { by, tried: { act: 'renewal' } }, (work) => fillRenewal(work, { managing: by, organisation }));
    const mistake = await orMistake(fill);
    if (mistake) await giveBack(new FormMistakes({ values: valuesOf(req.body), mistakes: { siret: mistake } }));
    else res.redirect(303, base);
  });

  router.get(`${base}/declarations`, async (_req, res) => {
    requireRecentManager(needs, res);
    await showDeclarations(needs, res, emptyForm);
  });

  router.post(`${base}/declarations`, async (req, res) => {
    const by = managing(needs, requireRecentManager(needs, res));
    const form = await formOrPage(declarationsForm, req.body, (mistakes) => showDeclarations(needs, res, mistakes));
    if (!form) return;
    await manage(needs, { by, tried: { act: 'renewal' } }, (work) => fillRenewal(work, { managing: by, declarations }));
    res.redirect(303, base);
  });

  router.post(`${base}/submission`, async (_req, res) => {
    const by = managing(needs, requireRecentManager(needs, res));
    await manage(needs, { by, tried: { act: 'renewal' } }, (work) => submitRenewal(work, by));
    res.redirect(303, base);
  });

  router.post(`${base}/messages`, async (req, res) => {
    const by = managing(needs, requireRecentManager(needs, res));
    const form = await formOrPage(messageForm, req.body, (mistakes) => showCertification(needs, res, mistakes));
    if (!form) return;
    const write = () => manage(needs, { by, tried: { act: 'renewal' } }, (work) => writeAboutRenewal(work, by, form.text));
    const mistake = await orMistake(write);
    if (mistake) return showCertification(needs, res, { values: form, mistakes: { text: mistake } });
    res.redirect(303, base);
  });

  return router;
}

async function showCertification({ db, vault, clock }: SessionNeeds, res: Response, form: Form): Promise<void> {
  const { organisation } = requireManager(res);
  const renewal = await findLastRenewal(db, vault, organisation.id);
  const messages = renewal ? await listApplicationMessages(db, vault, renewal) : [];
  const standings = await listOrganisationStandings(db, organisation.id);
  sendPage(res, CertificationPage, { organisation, standings, renewal, messages, form, at: clock.now() }, statusOf(form));
}

async function showOrganisation(needs: SessionNeeds, res: Response, form: Form): Promise<void> {
  const { organisation: facts } = await requireRenewal(needs, res);
  const organisation = facts ?? (await findKnownFacts(needs.db, requireManager(res).organisation.id));
  sendPage(res, OrganisationPage, { organisation, form, base, isRenewal: true }, statusOf(form));
}

async function showDeclarations(needs: SessionNeeds, res: Response, form: Form): Promise<void> {
  const { declarations: declared } = await requireRenewal(needs, res);
  sendPage(res, DeclarationsPage, { declared, form, base }, statusOf(form));
}

async function requireRenewal({ db, vault }: SessionNeeds, res: Response): Promise<Application> {
  const renewal = await findLastRenewal(db, vault, requireManager(res).organisation.id);
  if (!renewal) throw new Refusal('application_unknown');
  return renewal;
}
