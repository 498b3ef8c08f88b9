import { type Request, Router } from 'express';
import { TrainingPage } from '../../views/organisations/training.tsx';
import { atomically, type Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import type { SessionNeeds } from '../http/sessions.ts';
import { uploadedFile } from '../http/uploads.ts';
import { requireMembership } from '../identity/guards.ts';
import { requireManager } from '../identity/manager-guards.ts';
import { trainingForm } from '../organisations/forms.ts';
import type { Helper } from '../organisations/helper.ts';
import { findMember } from '../organisations/membership-store.ts';
import { recordTraining } from '../organisations/record-training.ts';
import { listTrainingsOf } from '../organisations/training-store.ts';
import { isId } from './forms.ts';
import { manage, managing } from './manage.ts';
import { requireManagingActive, requireMember } from './require-managing.ts';

/** Handing in an attestation of training: a helper theirs, a manager those of their organisation. */
export function trainingRoutes(needs: SessionNeeds): Router {
  const router = Router();

  router.get('/training', async (_req, res) => {
    const { helper } = requireMembership(res);
    sendPage(res, TrainingPage, await trainingOf(helper, { form: emptyForm, action: '/training' }));
  });

  router.post('/training', async (req, res) => {
    const { helper, organisation } = requireMembership(res);
    const training = await formOrPage(trainingForm, { ...fieldsOf(req), file: uploadedFile(res, 'file') }, async (form) => {
      sendPage(res, TrainingPage, await trainingOf(helper, { form, action: '/training' }), 422);
    });
    if (!training) return;
    await atomically(needs, (work) => recordTraining(work, { ...training, helper, by: helper, organisationId: organisation.id }));
    res.redirect(303, '/training');
  });

  router.get('/manager/helpers/:id/training', async (req, res) => {
    const helper = await helperOf(req, requireManager(res).organisation.id);
    sendPage(res, TrainingPage, await trainingOf(helper, { form: emptyForm, action: req.path }));
  });

  router.post('/manager/helpers/:id/training', async (req, res) => {
    const by = managing(needs, requireManager(res));
    const helper = await helperOf(req, by.organisation.id);
    const training = await formOrPage(trainingForm, { ...fieldsOf(req), file: uploadedFile(res, 'file') }, async (form) => {
      sendPage(res, TrainingPage, await trainingOf(helper, { form, action: req.path }), 422);
    });
    if (!training) return;
    const record = async (work: Work): Promise<void> => {
      await requireManagingActive(work, by, { helperId: helper.id });
      const member = await requireMember(work, { managing: by, helperId: helper.id });
      await recordTraining(work, { ...training, helper: member.helper, by: by.helper, organisationId: by.organisation.id });
    };
    await manage(needs, { by, tried: { act: 'training', on: helper.id } }, record);
    res.redirect(303, `/manager/helpers/${helper.id}`);
  });

  async function trainingOf(helper: Helper, { form, action }: { readonly form: Form; readonly action: string }) {
    return { helper, form, action, trainings: await listTrainingsOf(needs.db, helper.id), at: needs.clock.now() };
  }

  /** Another organisation's helper and nobody are the same answer. */
  async function helperOf(req: Request<{ id: string }>, organisationId: string): Promise<Helper> {
    const member = isId(req.params.id) ? await findMember(needs.db, { helperId: req.params.id, organisationId }) : undefined;
    if (!member) throw new Refusal('helper_unknown');
    return member.helper;
  }

  return router;
}

function fieldsOf(req: Request<{ id?: string }>): object {
  return typeof req.body === 'object' && req.body !== null ? (req.body as object) : {}; // what the form reader left
}
