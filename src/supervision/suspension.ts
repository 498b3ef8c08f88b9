/** What a supervisor may stop. */
export const suspensionKinds = ['helper', 'organisation', 'client'] as const;

export type SuspensionKind = (typeof suspensionKinds)[number];

/** What is stopped: a helper or an organisation by its id, a relying party by its name on the wire. */
export interface Suspendable {
  readonly kind: SuspensionKind;
  readonly target: string;
}

/** A suspension that a supervisor, or a rule, decided; it stands until it is lifted. */
export interface Suspension extends Suspendable {
  readonly id: string;
  /** Null: a rule did, this one. */
  readonly suspendedBy: string | null;
  readonly rule: string | null;
  readonly suspendedAt: Date;
  readonly liftedBy: string | null;
  readonly liftedAt: Date | null;
  /** The persons concerned are told: how many were, and whether that is all of them. */
  readonly tells: boolean;
  readonly told: number;
  readonly toldAt: Date | null;
  /** The same, of its end. */
  readonly liftTells: boolean;
  readonly liftTold: number;
  readonly liftToldAt: Date | null;
}
