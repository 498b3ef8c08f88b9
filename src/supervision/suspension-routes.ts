import { type Response, Router } from 'express';
import { LiftSuspensionPage } from '../../views/supervision/lift-suspension.tsx';
import { SuspendPage } from '../../views/supervision/suspend.tsx';
import { SuspensionsPage } from '../../views/supervision/suspensions.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { requireRecentSupervising, requireSupervising } from './guards.ts';
import { nameSuspensions } from './name-suspensions.ts';
import { findSuspendable, isWithinReach, liftSuspension, suspend } from './suspend.ts';
import { findSuspension, listSuspensions } from './suspension-store.ts';
import { liftForm, suspendingQuery, suspensionForm, suspensionIdIn } from './suspension-forms.ts';
import type { Supervising } from './supervising.ts';

/** A supervisor stops what must stop, and lifts it. */
export function suspensionRoutes(needs: WorkNeeds): Router {
  const router = Router();
  const refused = ({ helper }: Supervising, door: string) => ({ event: 'supervision_refused', helper, details: { door } }) as const;

  router.get('/supervision/suspensions', async (_req, res) => {
    const supervisor = await requireSupervising(needs, res);
    sendPage(res, SuspensionsPage, { suspensions: await nameSuspensions(needs, await listSuspensions(needs.db, supervisor, 200)) });
  });

  router.get('/supervision/suspensions/new', async (req, res) => {
    await requireSupervising(needs, res);
    const { kind, target } = suspendingQuery.parse(req.query);
    sendPage(res, SuspendPage, { form: emptyForm, kind: kind ?? null, target });
  });

  router.post('/supervision/suspensions', async (req, res) => {
    const supervisor = await requireRecentSupervising(needs, res);
    const again = (form: Form) => {
      sendPage(res, SuspendPage, { form, kind: null, target: '' }, 422);
    };
    const form = await formOrPage(suspensionForm, req.body, again);
    if (!form) return;
    const target = await findSuspendable(needs.db, supervisor, form);
    if (target === null) return again({ values: req.body as Record<string, string>, mistakes: { target: 'suspension.target.missing' } });
    await atomicallyRecorded(needs, refused(supervisor, 'suspension'), (work) => suspend(work, { ...form, target, supervisor }));
    res.redirect(303, '/supervision/suspensions');
  });

  router.get('/supervision/suspensions/:id', async (req, res) => {
    const supervisor = await requireSupervising(needs, res);
    await showLift(res, { supervisor, id: suspensionIdIn(req.params.id), form: emptyForm });
  });

  router.post('/supervision/suspensions/:id/lift', async (req, res) => {
    const supervisor = await requireRecentSupervising(needs, res);
    const id = suspensionIdIn(req.params.id);
    const form = await formOrPage(liftForm, req.body, (mistakes) => showLift(res, { supervisor, id, form: mistakes }));
    if (!form) return;
    await atomicallyRecorded(needs, refused(supervisor, 'lift'), (work) => liftSuspension(work, { supervisor, id, ...form }));
    res.redirect(303, '/supervision/suspensions');
  });

  async function showLift(
    res: Response,
    { supervisor, id, form }: { readonly supervisor: Supervising; readonly id: string; readonly form: Form },
  ): Promise<void> {
    const found = await findSuspension(needs.db, id);
    if (!found || !(await isWithinReach(needs.db, supervisor, found))) throw new Refusal('suspension_unknown');
    const [suspension] = await nameSuspensions(needs, [found]);
    if (suspension) sendPage(res, LiftSuspensionPage, { suspension, form }, form === emptyForm ? 200 : 422);
  }

  return router;
}
