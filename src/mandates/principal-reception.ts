import { Refusal } from '../errors.ts';
import type { Reception } from '../identity/reception.ts';
import { currentStep } from './draft.ts';
import { identifyPrincipal, noteUnidentified } from './identify-principal.ts';

/** Receives the persons who sign in beside a helper, for a draft. Without the helper, who may have left meanwhile, nobody is identified. */
export function principalReception({ ownIdpId }: { readonly ownIdpId: string }): Reception {
  return {
    receive: async (work, { beside, draftId, ...person }) => {
      if (!beside || draftId === null) throw new Refusal('upstream_request_unknown');
      return { returnsTo: currentStep(await identifyPrincipal(work, { ...person, ...beside, draftId, ownIdpId })) };
    },
    turnAway: (work, { beside, draftId, refusal }) =>
      beside && draftId !== null ? noteUnidentified(work, { ...beside, draftId, refusal }) : Promise.resolve('/home'),
  };
}
