import type { Request, Response } from 'express';
import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { requireHelper } from '../identity/guards.ts';
import { currentStep, type Draft } from './draft.ts';
import { isId } from './forms.ts';
import { type DraftView, showDraft } from './show-draft.ts';

type DraftRequest = Request<{ id: string }>;

/** The draft of the address, if it is this helper's. */
export function shownDraft(needs: WorkNeeds, req: DraftRequest, res: Response): Promise<DraftView> {
  const { helper, organisation } = requireHelper(res);
  return showDraft(needs, { draftId: draftIdOf(req), owner: { helperId: helper.id, organisationId: organisation.id } });
}

export function draftIdOf(req: DraftRequest): string {
  if (!isId(req.params.id)) throw new Refusal('draft_unknown');
  return req.params.id;
}

/** Whether the draft is at another step than `here`; whoever came is then sent to the step it is at. */
export function leadsElsewhere(res: Response, draft: Draft, here: string): boolean {
  const step = currentStep(draft);
  if (step === here) return false;
  res.redirect(303, step);
  return true;
}
