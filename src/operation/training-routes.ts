import { type Request, Router } from 'express';
import { OperatorTrainingPage } from '../../views/operation/training.tsx';
import { OperatorTrainingsPage } from '../../views/operation/trainings.tsx';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { requireOperator, requireRecentOperator } from '../identity/guards.ts';
import { isId } from '../mandates/forms.ts';
import { acceptTraining, refuseTraining } from '../organisations/decide-training.ts';
import { refusalForm } from '../organisations/forms.ts';
import { openAttestation } from '../organisations/open-attestation.ts';
import { findHelper, listHelpers } from '../organisations/store.ts';
import { findTraining, listWaiting } from '../organisations/training-store.ts';

type TrainingRequest = Request<{ id: string }>;

/** Operators decide of attestations of training: it is they who certify helpers. */
export function operatorTrainingRoutes(needs: WorkNeeds & { readonly publicUrl: string }): Router {
  const router = Router();
  const { publicUrl } = needs;

  router.get('/operator/trainings', async (_req, res) => {
    requireOperator(res);
    const trainings = await listWaiting(needs.db, { limit: 100 });
    const ids = trainings.map(({ helperId }) => helperId);
    sendPage(res, OperatorTrainingsPage, { trainings, helpers: await listHelpers(needs.db, ids) });
  });

  router.get('/operator/trainings/:id', async (req, res) => {
    requireRecentOperator(needs, res); // asked for before the form is filled in, not after
    sendPage(res, OperatorTrainingPage, await shown(req, emptyForm));
  });

  router.get('/operator/trainings/:id/file', async (req, res) => {
    const { helper: operator } = requireRecentOperator(needs, res);
    const { mediaType, file } = await atomically(needs, (work) => openAttestation(work, { id: idOf(req), operator }));
    res
      .attachment(`attestation.${mediaType.split('/')[1] ?? 'bin'}`)
      .type(mediaType)
      .send(file);
  });

  router.post('/operator/trainings/:id/acceptance', async (req, res) => {
    const { helper: operator } = requireRecentOperator(needs, res);
    await atomically(needs, (work) => acceptTraining(work, { trainingId: idOf(req), operator, publicUrl }));
    res.redirect(303, '/operator/trainings');
  });

  router.post('/operator/trainings/:id/refusal', async (req, res) => {
    const { helper: operator } = requireRecentOperator(needs, res);
    const form = await formOrPage(refusalForm, req.body, async (mistakes) => {
      sendPage(res, OperatorTrainingPage, await shown(req, mistakes), 422);
    });
    if (!form) return;
    await atomically(needs, (work) => refuseTraining(work, { trainingId: idOf(req), operator, publicUrl, ...form }));
    res.redirect(303, '/operator/trainings');
  });

  async function shown(req: TrainingRequest, form: Form) {
    const training = await findTraining(needs.db, idOf(req));
    const helper = training && (await findHelper(needs.db, training.helperId));
    if (!helper) throw new Refusal('training_unknown');
    return { training, helper, form };
  }

  return router;
}

function idOf(req: TrainingRequest): string {
  if (!isId(req.params.id)) throw new Refusal('training_unknown');
  return req.params.id;
}
