import { Router, type Response } from 'express';
import { ApplicationPage } from '../../views/organisations/application.tsx';
import { ApplyLinkPage, ApplyPage, ApplySentPage } from '../../views/organisations/apply.tsx';
import { atomically } from '../db/database.ts';
import { readyForForms } from '../http/csrf.ts';
import { emptyForm, formOrPage, type Form } from '../http/parse-form.ts';
import { placeOf } from '../http/place.ts';
import { rateLimit } from '../http/rate-limit.ts';
import { pageOf, sendPage } from '../http/render.ts';
import { sessionOf, startSession, type SessionNeeds } from '../http/sessions.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { applicationPartRoutes } from './application-part-routes.ts';
import { mailboxForm, messageForm } from './application-forms.ts';
import { requireApplicant, requireOwnApplication } from './application-guards.ts';
import { listApplicationMessages } from './application-message-store.ts';
import { orMistake } from './application-mistakes.ts';
import { beginApplication, redeemApplicationLink, renewApplicationLink } from './begin-application.ts';
import { submitApplication } from './submit-application.ts';
import { writeAsApplicant } from './write-to-application.ts';

/** An organisation asks to be certified: by a link from the mailbox, a part at a time, each kept as it is filled in. */
export function applicationRoutes(needs: SessionNeeds): Router {
  const router = Router();
  const { publicUrl } = needs;
  const knocks = rateLimit(needs, { name: 'application-knock', points: 60, seconds: 900 });
  const mails = rateLimit(needs, { name: 'application-mail', points: 5, seconds: 900 });

  router.get('/apply', async (_req, res) => {
    await readyForForms(needs, res);
    sendPage(res, ApplyPage, { form: emptyForm, going: sessionOf(res)?.applicationId != null });
  });

  router.post('/apply', async (req, res) => {
    const form = await formOrPage(mailboxForm, req.body, (form) => sendPage(res, ApplyPage, { form, going: false }, 422));
    if (!form) return;
    await knocks.take(placeOf(req));
    await mails.take(form.email.toLowerCase());
    const { language } = pageOf(res);
    await atomically(needs, (work) => beginApplication(work, { ...form, language, publicUrl }));
    res.redirect(303, '/apply/sent');
  });

  router.get('/apply/sent', (_req, res) => {
    sendPage(res, ApplySentPage, {});
  });

  router.get('/apply/link/:token', async (req, res) => {
    await readyForForms(needs, res);
    sendPage(res, ApplyLinkPage, { token: req.params.token });
  });

  router.post('/apply/link/:token', async (req, res) => {
    await knocks.take(placeOf(req));
    const { token } = req.params;
    await atomicallyRecorded(needs, { event: 'application_attempt_refused', details: { door: 'link' } }, async (work) => {
      const applicationId = await redeemApplicationLink(work, token);
      await startSession(needs, work, { res, facts: { applicationId, language: sessionOf(res)?.language ?? null } });
    });
    res.redirect(303, '/application');
  });

  router.post('/apply/link/:token/renewal', async (req, res) => {
    await knocks.take(placeOf(req));
    await mails.take(req.params.token);
    await atomically(needs, (work) => renewApplicationLink(work, { token: req.params.token, publicUrl }));
    res.redirect(303, '/apply/sent');
  });

  router.get('/application', async (_req, res) => {
    await showApplication(needs, res, emptyForm);
  });

  router.post('/application/submission', async (_req, res) => {
    const id = requireApplicant(res);
    const attempt = { event: 'application_attempt_refused', details: { application: id, door: 'submission' } } as const;
    await atomicallyRecorded(needs, attempt, (work) => submitApplication(work, { id, publicUrl }));
    res.redirect(303, '/application');
  });

  router.post('/application/messages', async (req, res) => {
    const id = requireApplicant(res);
    const form = await formOrPage(messageForm, req.body, (mistakes) => showApplication(needs, res, mistakes));
    if (!form) return;
    const mistake = await orMistake(() => atomically(needs, (work) => writeAsApplicant(work, { id, ...form })));
    if (mistake) return showApplication(needs, res, { values: form, mistakes: { text: mistake } });
    res.redirect(303, '/application');
  });

  router.post('/application/leave', async (_req, res) => {
    requireApplicant(res);
    await atomically(needs, (work) => startSession(needs, work, { res, facts: {} }));
    res.redirect(303, '/apply');
  });

  router.use(applicationPartRoutes(needs));
  return router;
}

async function showApplication(needs: SessionNeeds, res: Response, form: Form): Promise<void> {
  const application = await requireOwnApplication(needs, res);
  const messages = await listApplicationMessages(needs.db, needs.vault, application);
  sendPage(res, ApplicationPage, { application, messages, form }, form === emptyForm ? 200 : 422);
}
