import { type Response, Router } from 'express';
import { ConfirmActPage, type Sent } from '../../views/provider/confirm-act.tsx';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { askConfirmation } from '../mandates/ask-confirmation.ts';
import { confirmAct } from '../mandates/confirm-act.ts';
import { askedSensitive } from './asked.ts';
import { type Choice, confirmationForm, sentQuery } from './forms.ts';
import { chosen, confirmationPath, type Opened, openedInteraction, takeUp } from './interaction-guards.ts';
import type { RoomNeeds } from './needs.ts';

/** A sensitive act: the person reads out the code they alone received, and only then does the helper go on. */
export function confirmationRoutes(needs: RoomNeeds): Router {
  const router = Router();

  router.get('/interaction/:uid/confirmation', async (req, res) => {
    const opened = await openedInteraction(needs, req, res);
    if (opened) show(res, { opened, choice: chosen(req.query), form: emptyForm, sent: sentQuery.parse(req.query).sent ?? null });
  });

  router.post('/interaction/:uid/confirmation', async (req, res) => {
    const opened = await openedInteraction(needs, req, res);
    if (!opened) return;
    const choice = chosen(req.body);
    const { helper, organisation } = opened.chooser;
    const attempt = {
      event: 'confirmation_refused',
      helper,
      organisationId: organisation.id,
      clientId: opened.interaction.client.id,
    } as const;
    const question = { ...questionOf(opened, choice), helperId: helper.id, client: opened.interaction.client };
    const sent = await atomicallyRecorded(needs, attempt, (work) => askConfirmation(work, question)).catch(nowhere);
    if (sent === 'impossible' || sent === 'shared') show(res, { opened, choice, form: emptyForm, sent });
    else res.redirect(303, `${confirmationPath(opened, choice)}&sent=${sent}`);
  });

  router.post('/interaction/:uid/confirmation/code', async (req, res) => {
    const opened = await openedInteraction(needs, req, res);
    if (!opened) return;
    const choice = chosen(req.body);
    const again = (form: Form) => show(res, { opened, choice, form, sent: sentQuery.parse(req.body).sent ?? null });
    const form = await formOrPage(confirmationForm, req.body, again);
    if (!form) return;
    const answer = { ...questionOf(opened, choice), helper: opened.chooser.helper, clientId: opened.interaction.client.id, ...form };
    const refusal = await takeUp(needs, res, { ...opened, choice, confirm: (work) => confirmAct(work, answer) });
    if (refusal)
      again({ values: {}, mistakes: { code: refusal === 'confirmation_wrong' ? 'provider.confirm.wrong' : 'provider.confirm.spent' } });
  });

  return router;
}

interface Shown {
  readonly opened: Opened;
  readonly choice: Choice;
  readonly form: Form;
  readonly sent: Sent;
}

function show(res: Response, { opened: { interaction }, choice, form, sent }: Shown): void {
  const { acts } = askedSensitive(interaction, interaction.client, choice.procedure);
  if (acts.length === 0) throw new Refusal('input_malformed');
  sendPage(res, ConfirmActPage, { interaction, choice, acts, form, sent }, Object.keys(form.mistakes).length > 0 ? 422 : 200);
}

function questionOf({ interaction, chooser }: Opened, choice: Choice) {
  const sensitive = askedSensitive(interaction, interaction.client, choice.procedure);
  if (sensitive.acts.length === 0) throw new Refusal('input_malformed');
  return { ...choice, ...sensitive, organisationId: chooser.organisation.id, secondFactorAt: chooser.secondFactorAt };
}

/** Nowhere to send it is no end of the road: the page says how the person does the act. */
function nowhere(error: unknown): 'impossible' | 'shared' {
  if (error instanceof Refusal && error.code === 'confirmation_impossible') return 'impossible';
  if (error instanceof Refusal && error.code === 'confirmation_shared') return 'shared';
  throw error;
}
