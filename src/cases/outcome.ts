/** What a supervisor may conclude. The grave ones take effect once a second supervisor confirms. */
export const outcomes = {
  no_fault: { grave: false },
  advice: { grave: false },
  reminder: { grave: false },
  training_required: { grave: false },
  suspension_asked: { grave: true },
  reported: { grave: true },
} as const satisfies Record<string, { readonly grave: boolean }>;

export type Outcome = keyof typeof outcomes;

export const outcomeNames = Object.keys(outcomes) as [Outcome, ...Outcome[]]; // the keys of a constant

/** Whether two supervisors must agree on it. */
export function isGrave(outcome: Outcome): boolean {
  return outcomes[outcome].grave;
}
