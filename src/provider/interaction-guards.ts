import type { Request, Response } from 'express';
import { UseRefusedPage } from '../../views/provider/use-refused.tsx';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { sendPage } from '../http/render.ts';
import { allowFormAction } from '../http/security-headers.ts';
import { requireRecentSecondFactor } from '../identity/guards.ts';
import { askedSensitive } from './asked.ts';
import { type Choice, choiceForm } from './forms.ts';
import { answerWithUse, type Chooser, type Interaction, openInteraction } from './interaction.ts';
import type { RoomNeeds } from './needs.ts';
import { interactionCookie } from './provider.ts';
import { recordRefusedUse } from './refused.ts';

/** The interaction, and who answers it. */
export interface Opened {
  readonly interaction: Interaction;
  readonly chooser: Chooser;
}

/** The interaction of this address and this browser. One that is answered goes on to the service; then there is nothing to show. */
export async function openedInteraction(needs: RoomNeeds, req: Request<{ uid: string }>, res: Response): Promise<Opened | null> {
  const chooser = requireRecentSecondFactor(needs, res);
  const { uid } = req.params;
  if (!hasCookie(req, uid)) throw new Refusal('interaction_unknown');
  const interaction = await openInteraction(needs, { ...chooser, uid });
  if (interaction.answered) {
    res.redirect(303, interaction.returnTo);
    return null;
  }
  allowFormAction(res, interaction.redirectUri);
  return { interaction, chooser };
}

/** The use, and back to the service; or why not. */
export async function takeUp(needs: RoomNeeds, res: Response, { choice, ...opened }: Opened & { readonly choice: Choice }): Promise<void> {
  const { interaction, chooser } = opened;
  const refusal = await refusalOf(atomically(needs, (work) => answerWithUse(needs, work, { interaction, chooser, choice })));
  if (!refusal || (refusal.code === 'interaction_unknown' && (await isAnswered(needs, opened)))) {
    res.redirect(303, interaction.returnTo);
    return;
  }
  await recordRefusedUse(needs, { ...chooser, ...choice, clientId: interaction.client.id, refusal });
  sendPage(res, UseRefusedPage, { interaction, procedure: choice.procedure, code: refusal.code }, refusal.status);
}

/** Whether the person is asked before this choice is answered. */
export function mustConfirm({ interaction }: Opened, { procedure }: Choice): boolean {
  return askedSensitive(interaction, interaction.client, procedure).acts.length > 0;
}

/** The page where they are asked. */
export function confirmationPath({ interaction }: Opened, choice: Choice): string {
  return `/interaction/${interaction.uid}/confirmation?${new URLSearchParams(choice)}`;
}

/** The refusal an act met, when it met one that is about the act; a fault, or a journal that cannot be written, is thrown on. */
async function refusalOf(act: Promise<void>): Promise<Refusal | null> {
  try {
    await act;
    return null;
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'journal_unavailable') return error;
    throw error;
  }
}

/** Sent twice: the first one stands. */
async function isAnswered(needs: RoomNeeds, { interaction, chooser }: Opened): Promise<boolean> {
  return (await openInteraction(needs, { ...chooser, uid: interaction.uid })).answered;
}

/** Only hidden fields and buttons: what does not parse was not sent by our page. */
export function chosen(body: unknown): Choice {
  const { data, error } = choiceForm.safeParse(body);
  if (!data) throw new Refusal('input_malformed', { cause: error });
  return data;
}

/** The library gave this browser, and no other, a cookie for this address. */
function hasCookie(req: Request, uid: string): boolean {
  return (req.headers.cookie ?? '').split(/; */).includes(`${interactionCookie}=${uid}`);
}
