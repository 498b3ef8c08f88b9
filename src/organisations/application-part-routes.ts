import { Router, type Response } from 'express';
import { DeclarationsPage } from '../../views/organisations/application-declarations.tsx';
import { ManagerPage } from '../../views/organisations/application-manager.tsx';
import { OrganisationPage } from '../../views/organisations/application-organisation.tsx';
import { atomically } from '../db/database.ts';
import { emptyForm, type Form, formOrPage, FormMistakes, valuesOf } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import type { SessionNeeds } from '../http/sessions.ts';
import { declarations } from './application.ts';
import { declarationsForm, managerForm, organisationForm } from './application-forms.ts';
import { requireApplicant, requireOwnApplication } from './application-guards.ts';
import { applicationHelperRoutes } from './application-helper-routes.ts';
import { orMistake } from './application-mistakes.ts';
import { declare, describeOrganisation, nameManager } from './fill-application.ts';

const base = '/application';

/** The parts of an application, each kept as it is sent. */
export function applicationPartRoutes(needs: SessionNeeds): Router {
  const router = Router();

  router.get('/application/organisation', async (_req, res) => {
    await showOrganisation(needs, res, emptyForm);
  });

  router.post('/application/organisation', async (req, res) => {
    const id = requireApplicant(res);
    const giveBack = (mistakes: Form) => showOrganisation(needs, res, mistakes);
    const form = await formOrPage(organisationForm, req.body, giveBack);
    if (!form) return;
    const mistake = await orMistake(() => atomically(needs, (work) => describeOrganisation(work, id, form)));
    if (mistake) await giveBack(new FormMistakes({ values: valuesOf(req.body), mistakes: { siret: mistake } }));
    else res.redirect(303, '/application');
  });

  router.get('/application/manager', async (_req, res) => {
    await showManager(needs, res, emptyForm);
  });

  router.post('/application/manager', async (req, res) => {
    const id = requireApplicant(res);
    const form = await formOrPage(managerForm, req.body, (mistakes) => showManager(needs, res, mistakes));
    if (!form) return;
    await atomically(needs, (work) => nameManager(work, id, form));
    res.redirect(303, '/application');
  });

  router.get('/application/declarations', async (_req, res) => {
    await showDeclarations(needs, res, emptyForm);
  });

  router.post('/application/declarations', async (req, res) => {
    const id = requireApplicant(res);
    const form = await formOrPage(declarationsForm, req.body, (mistakes) => showDeclarations(needs, res, mistakes));
    if (!form) return;
    await atomically(needs, (work) => declare(work, id, declarations));
    res.redirect(303, '/application');
  });

  router.use(applicationHelperRoutes(needs));
  return router;
}

async function showOrganisation(needs: SessionNeeds, res: Response, form: Form): Promise<void> {
  const { organisation } = await requireOwnApplication(needs, res);
  sendPage(res, OrganisationPage, { organisation, form, base }, statusOf(form));
}

async function showManager(needs: SessionNeeds, res: Response, form: Form): Promise<void> {
  const { people } = await requireOwnApplication(needs, res);
  sendPage(res, ManagerPage, { manager: people?.manager ?? null, form }, statusOf(form));
}

async function showDeclarations(needs: SessionNeeds, res: Response, form: Form): Promise<void> {
  const { declarations: declared } = await requireOwnApplication(needs, res);
  sendPage(res, DeclarationsPage, { declared, form, base }, statusOf(form));
}

function statusOf(form: Form): number {
  return form === emptyForm ? 200 : 422;
}
