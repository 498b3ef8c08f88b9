import type { Db, Tx, Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { type Helper, helperName } from '../organisations/helper.ts';
import { listCertified } from '../organisations/certified-store.ts';
import { listHelpers } from '../organisations/store.ts';
import { wordsOf } from '../people/person.ts';

/** A helper a mandate names, and whether they may still act for its organisation. */
export interface NamedHelper {
  readonly name: string;
  readonly mayAct: boolean;
}

/** Refuses names that are not those of members who may act now: a mandate is never born without anybody to use it. */
export async function requireNameable(
  { tx, at }: Work,
  { organisationId, named }: { readonly organisationId: string; readonly named: readonly string[] | null },
): Promise<void> {
  if (!named) return;
  const members = await listCertified(tx, { organisationId, at, among: named });
  if (named.length === 0 || !named.every((id) => members.some((member) => member.id === id))) throw new Refusal('helper_not_member');
}

/**
 * Whom a person means by the names they wrote, in any order, accents and case aside: null when they wrote none, undefined when one is not
 * the name of exactly one member who may act. Nobody is shown who works there.
 */
export async function findByName(
  db: Db,
  { organisationId, names, at }: { readonly organisationId: string; readonly names: readonly string[]; readonly at: Date },
): Promise<readonly string[] | null | undefined> {
  if (names.length === 0) return null;
  const members = await listCertified(db, { organisationId, at, limit: largest });
  const found = names.map((name) => members.filter((member) => sortedWords(helperName(member)) === sortedWords(name)));
  return found.every(({ length }) => length === 1) ? [...new Set(found.flat().map(({ id }) => id))] : undefined;
}

function sortedWords(name: string): string {
  return wordsOf(name).sort().join(' ');
}

/** More helpers than any organisation has. */
const largest = 20_000;

/** How the helpers of a mandate or a draft are named, in the order they were; null when any helper of the organisation may use it. */
export async function namesOf({ tx }: { readonly tx: Db | Tx }, named: readonly string[] | null): Promise<readonly string[] | null> {
  if (!named) return null;
  const helpers = await listHelpers(tx, named);
  return named.flatMap((id) => helpers.filter((helper) => helper.id === id).map(helperName));
}

/** The same, in their order, with who of them is still there: the organisation sees a mandate that nobody can use any more. */
export async function listNamed(
  { tx, at }: { readonly tx: Db | Tx; readonly at: Date },
  { organisationId, namedHelpers }: { readonly organisationId: string; readonly namedHelpers: readonly string[] | null },
): Promise<readonly NamedHelper[] | null> {
  if (!namedHelpers) return null;
  const members = await listCertified(tx, { organisationId, at, among: namedHelpers });
  const helpers = await listHelpers(tx, namedHelpers);
  const toNamed = (helper: Helper): NamedHelper => ({ name: helperName(helper), mayAct: members.some(({ id }) => id === helper.id) });
  return namedHelpers.flatMap((id) => helpers.filter((helper) => helper.id === id).map(toNamed));
}
