import type { Request, Response } from 'express';
import { UseRefusedPage } from '../../views/provider/use-refused.tsx';
import { atomically } from '../db/database.ts';
import { Refusal, type RefusalCode } from '../errors.ts';
import { sendPage } from '../http/render.ts';
import { allowFormAction } from '../http/security-headers.ts';
import { requireRecentSecondFactor } from '../identity/guards.ts';
import { askedSensitive } from './asked.ts';
import { type Choice, choiceForm } from './forms.ts';
import { answerWithUse, type Chooser, type Interaction, openInteraction, type Taking } from './interaction.ts';
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

/** The use, and back to the service; or why not. What `confirm` finds in the way is returned, and nothing is answered yet. */
export async function takeUp(needs: RoomNeeds, res: Response, taking: Taking): Promise<RefusalCode | null> {
  const { interaction, chooser, choice } = taking;
  const met = await refusalMet(atomically(needs, (work) => answerWithUse(needs, work, taking)));
  if (typeof met === 'string') return met;
  if (!met || (met.code === 'interaction_unknown' && (await isAnswered(needs, taking)))) {
    res.redirect(303, interaction.returnTo);
    return null;
  }
  await recordRefusedUse(needs, { ...chooser, ...choice, clientId: interaction.client.id, refusal: met });
  sendPage(res, UseRefusedPage, { interaction, procedure: choice.procedure, code: met.code }, met.status);
  return null;
}

/** Whether the person is asked before this choice is answered. */
export function mustConfirm({ interaction }: Opened, { procedure }: Choice): boolean {
  return askedSensitive(interaction, interaction.client, procedure).acts.length > 0;
}

/** The page where they are asked. */
export function confirmationPath({ interaction }: Opened, choice: Choice): string {
  return `/interaction/${interaction.uid}/confirmation?${new URLSearchParams(choice)}`;
}

/** What came of an act, or the refusal it met, when it met one that is about the act; a fault, or a journal that cannot be written, is thrown on. */
async function refusalMet<T>(act: Promise<T>): Promise<T | Refusal> {
  try {
    return await act;
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
