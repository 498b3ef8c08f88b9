import type { Request, Response } from 'express';
import type { PageContext } from '../../views/page.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { pageOf, setLanguage } from '../http/render.ts';
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

/**
 * The person has the screen: what they are answered is said to them, in their language, and shows nothing of the helper's menu. Of a draft
 * that is not this helper's nothing is known here: whatever is done with it refuses that, and records it.
 */
export async function handOver(needs: WorkNeeds, req: DraftRequest, res: Response): Promise<void> {
  const draft = await ownDraft(needs, req, res);
  if (!draft) return;
  setLanguage(res, draft.language);
  Object.assign(pageOf(res), { reader: 'person', me: null, languages: [] } satisfies Partial<PageContext>);
}

/** Whether the draft is at another step than `here`; whoever came is then sent to the step it is at. */
export function leadsElsewhere(res: Response, draft: Draft, here: string): boolean {
  const step = currentStep(draft);
  if (step === here) return false;
  res.redirect(303, step);
  return true;
}

async function ownDraft(needs: WorkNeeds, req: DraftRequest, res: Response): Promise<Draft | null> {
  try {
    return (await shownDraft(needs, req, res)).draft;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
