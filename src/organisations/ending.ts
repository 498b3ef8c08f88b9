/** Why all that an organisation holds ends: an operator's decision, or its own. */
export const endingCauses = ['organisation_withdrawn', 'organisation_closed', 'organisation_merged'] as const;

export type EndingCause = (typeof endingCauses)[number];

/** An organisation that ends, from the moment it was decided until the last of its mandates has ended. */
export interface Ending {
  readonly id: string;
  readonly organisationId: string;
  readonly cause: EndingCause;
  /** Whom it joins, when it is merged. */
  readonly intoId: string | null;
  readonly reason: string;
  readonly askedAt: Date;
}
