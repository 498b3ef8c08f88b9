/** The life of an organisation's application as data; printed as a diagram by `npm run document`. */
export const applicationStates = {
  draft: { meaning: 'being filled in by the applicant', next: ['submitted', 'lapsed'] },
  submitted: { meaning: 'waits for an operator', next: ['changes_requested', 'accepted', 'refused'] },
  changes_requested: { meaning: 'back with the applicant, who is told what to change', next: ['submitted', 'lapsed'] },
  accepted: { meaning: 'the organisation is certified', next: [] },
  refused: { meaning: 'refused, with the reason', next: [] },
  lapsed: { meaning: 'left alone too long: what was personal in it is forgotten', next: [] },
} as const satisfies Record<string, { meaning: string; next: readonly string[] }>;

export type ApplicationState = keyof typeof applicationStates;

/** Whether an application may go from one state to another. */
export function mayBecome(from: ApplicationState, to: ApplicationState): boolean {
  return (applicationStates[from].next as readonly ApplicationState[]).includes(to);
}
