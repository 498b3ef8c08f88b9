import { NoteError, parseVkey, type Signature, type VerifierKey } from './note.ts';

/** A witness as the policy names it. */
export interface PolicyWitness {
  readonly name: string;
  readonly key: VerifierKey;
  /** Where it is asked; null when the policy does not say. */
  readonly url: string | null;
}

/** Whose word is needed for a checkpoint to be believed (C2SP tlog-policy). */
export interface Policy {
  readonly logKeys: readonly VerifierKey[];
  readonly witnesses: readonly PolicyWitness[];
  /** How many witnesses it takes at least. */
  readonly fewest: number;
  /** Do these signatures include enough witnesses? */
  isMetBy(signatures: readonly Signature[]): boolean;
}

interface Rule {
  readonly fewest: number;
  readonly isMet: (signed: ReadonlySet<VerifierKey>) => boolean;
}

interface Draft {
  readonly logKeys: VerifierKey[];
  readonly witnesses: PolicyWitness[];
  /** Is a named witness or group satisfied by those who signed? */
  readonly named: Map<string, Rule>;
  quorum: string | null;
}

/** Reads `log`, `witness`, `group` and `quorum` lines. Throws a NoteError that names the line which is wrong. */
export function parsePolicy(text: string): Policy {
  const draft: Draft = { logKeys: [], witnesses: [], named: new Map([['none', { fewest: 0, isMet: () => true }]]), quorum: null };
  for (const [index, line] of text.split('\n').entries()) {
    const [keyword = '', ...words] = line.replace(/#.*$/, '').trim().split(/\s+/);
    if (keyword === '') continue;
    try {
      (readers[keyword] ?? unknown)(draft, words);
    } catch (cause) {
      throw new NoteError(`line ${index + 1} of the policy: ${cause instanceof Error ? cause.message : 'unreadable'}`, { cause });
    }
  }
  const quorum = draft.named.get(draft.quorum ?? '');
  if (!quorum || draft.logKeys.length === 0) throw new NoteError('a policy names at least one log and its quorum');
  return {
    logKeys: draft.logKeys,
    witnesses: draft.witnesses,
    fewest: quorum.fewest,
    isMetBy: (signatures) => quorum.isMet(new Set(signatures.map(({ key }) => key))),
  };
}

const readers: Readonly<Record<string, (draft: Draft, words: readonly string[]) => void>> = {
  log: ({ logKeys }, [vkey = '', , ...more]) => {
    const key = parseVkey(vkey);
    if (key.type !== 1 || more.length > 0) wrong('a log line is “log <vkey> [<url>]”');
    logKeys.push(key);
  },
  witness: (draft, [name = '', vkey = '', url = null, ...more]) => {
    const key = parseVkey(vkey);
    if (key.type !== 4 || more.length > 0) wrong('a witness line is “witness <name> <vkey> [<url>]”');
    if (draft.witnesses.some((other) => other.key.name === key.name && other.key.id === key.id)) wrong('this witness is named twice');
    define(draft, name, { fewest: 1, isMet: (signed) => signed.has(key) });
    draft.witnesses.push({ name, key, url });
  },
  group: (draft, [name = '', threshold = '', ...members]) => {
    const needed = threshold === 'all' ? members.length : threshold === 'any' ? 1 : /^[1-9]\d*$/.test(threshold) ? Number(threshold) : 0;
    const rules = members.flatMap((member) => (member === 'none' ? [] : (draft.named.get(member) ?? [])));
    if (needed < 1 || needed > members.length) wrong('a group needs between one and all of its members');
    if (new Set(members).size < members.length || rules.length < members.length)
      wrong('a group’s members are defined before it, once each');
    const cheapest = rules.map(({ fewest }) => fewest).sort((one, other) => one - other);
    define(draft, name, {
      fewest: cheapest.slice(0, needed).reduce((sum, one) => sum + one, 0),
      isMet: (signed) => rules.filter((rule) => rule.isMet(signed)).length >= needed,
    });
  },
  quorum: (draft, [name = '', ...more]) => {
    if (draft.quorum !== null || more.length > 0 || !draft.named.has(name)) wrong('there is one quorum: “none”, a witness or a group');
    draft.quorum = name;
  },
};

function unknown(): never {
  wrong('it is neither log, witness, group nor quorum');
}

function define({ named }: Draft, name: string, rule: Rule): void {
  if (name === '' || named.has(name)) wrong(`“${name}” is not a new name`);
  named.set(name, rule);
}

function wrong(message: string): never {
  throw new NoteError(message);
}
