import type { RefusalCode } from '../errors.ts';
import { type ConjunctName, decision, type IntendedUse, type MandateFacts } from './mandate.ts';

/** All that the decision looked at. Kept sealed in the entry of the use, so that it can be made again from what was known then. */
export interface DecisionInputs {
  readonly mandate: MandateFacts;
  readonly use: IntendedUse;
}

/** What one conjunct answers: the refusal, or null when it holds. */
export interface ConjunctAnswer {
  readonly name: ConjunctName;
  readonly refusal: RefusalCode | null;
}

/** The decision made again, conjunct by conjunct, in their order. */
export function answersOf({ mandate, use }: DecisionInputs): ConjunctAnswer[] {
  return conjunctNames.map((name) => ({ name, refusal: decision[name](mandate, use) }));
}

export const conjunctNames = Object.keys(decision) as readonly ConjunctName[]; // its own keys

/** As kept in an entry: what decides, and no name of anybody. */
export function writeInputs({ mandate, use }: DecisionInputs): string {
  const { organisation, helper, client } = use;
  return JSON.stringify({
    mandate: pick(mandate, ['organisationId', 'namedHelpers', 'startsAt', 'expiresAt', 'revokedAt', 'procedures']),
    use: {
      ...pick(use, ['at', 'procedure', 'isMember', 'secondFactorAt', 'confirmation']),
      organisation: pick(organisation, ['id', 'excludedProcedures', ...standing]),
      helper: pick(helper, ['id', ...standing]),
      client: pick(client, ['id', 'dialect', 'delegationMode', 'procedures', 'disabledAt']),
    },
  });
}

/** Read again from an entry. */
export function readInputs(text: string): DecisionInputs {
  return JSON.parse(text, (name, value: unknown) =>
    isInstant(name) && typeof value === 'string' ? new Date(value) : value,
  ) as DecisionInputs; // written above
}

/** With a refusal of the decision, what it looked at: for who records it after the rollback. */
export function withInputs<Error extends object>(error: Error, inputs: DecisionInputs): Error {
  inputsOfRefusals.set(error, writeInputs(inputs));
  return error;
}

/** What the decision looked at, of a refusal of its own. */
export function inputsOf(error: object): string | undefined {
  return inputsOfRefusals.get(error);
}

const inputsOfRefusals = new WeakMap<object, string>();

const standing = ['certifiedAt', 'certificationExpiresAt', 'suspendedAt', 'withdrawnAt'] as const;

function isInstant(name: string): boolean {
  return name === 'at' || name.endsWith('At');
}

function pick<Whole, Name extends keyof Whole>(whole: Whole, names: readonly Name[]): Pick<Whole, Name> {
  return Object.fromEntries(names.map((name) => [name, whole[name]])) as Pick<Whole, Name>; // the names given
}
