/** The life of a mandate as data; printed as a diagram by `npm run document`. */
export const states = {
  draft: { meaning: 'prepared by a helper', next: ['awaiting_person', 'ended'] },
  awaiting_person: { meaning: 'the person is asked who they are, then whether they agree', next: ['awaiting_helper', 'ended'] },
  awaiting_helper: { meaning: 'the person agreed, the helper countersigns', next: ['active', 'ended'] },
  active: { meaning: 'can be used', next: ['ended'] },
  ended: { meaning: 'expired, revoked, replaced, refused or abandoned', next: [] },
} as const satisfies Record<string, { meaning: string; next: readonly string[] }>;

export type State = keyof typeof states;

/** Why a mandate or its draft ended. */
export const endCauses = ['expired', 'revoked', 'replaced', 'refused', 'abandoned'] as const;

export type EndCause = (typeof endCauses)[number];
