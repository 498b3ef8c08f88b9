import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import pg from 'pg';

/** What becomes of a process that may end at any moment. */
export interface Fate {
  readonly role: 'leader' | 'writer';
  /** Every stage it passes is written there, a line each. */
  readonly log: string;
  /** The stage at which it is killed; null: it lives. */
  readonly stage: string | null;
  /** A folder: what it does with the files in it are stages too. */
  readonly folder?: string;
}

/** What happens to a process at a stage it did not reach yet. */
export interface Ahead {
  readonly stage: string;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}

/**
 * From here on whatever this process asks of the database, the files and the network is a stage with a name; at the one it is fated to
 * reach, it is killed: before it asks, or once what it asked has left it and no answer came.
 */
export function meet(fate: Fate): Met {
  const reach = reaching(fate);
  const database = pg.Client.prototype as unknown as { query: Call };
  database.query = staged(database.query, { reach, nameOf: labelOf });
  globalThis.fetch = staged(globalThis.fetch as Call, { reach, nameOf: () => 'a witness is asked' }) as typeof fetch;
  if (fate.folder !== undefined) watchFiles(fate.folder, { reach, log: fate.log });
  return {
    reach: (what) => {
      reach(`${what}, before`);
    },
    begin: (named) => {
      chapter = named === '' ? '' : `${named}: `;
    },
  };
}

interface Met {
  /** It does something else that is a stage too. */
  readonly reach: (what: string) => void;
  /** What it does from here on is named as part of this, until a head is published or something else begins. */
  readonly begin: (chapter: string) => void;
}

let chapter = '';
/** What begins another chapter by itself. */
const turns: Readonly<Record<string, string>> = {
  'journal.begin_volume after update journal.heads': 'opening: ',
  'commit after insert into journal.checkpoints': '',
};

type Call = (this: object | undefined, ...given: unknown[]) => unknown;
type Reach = (what: string) => void;

/** What becomes of it may change under way: its parent says so. */
function reaching({ role, log, ...fate }: Fate): Reach {
  const [file, write] = [fs.openSync(log, 'a'), fs.writeSync];
  const seen = new Set<string>();
  let ahead: Ahead | null = fate.stage === null ? null : { stage: fate.stage, signal: 'SIGKILL' };
  process.on('message', (told) => {
    ahead = told as Ahead; // nothing else is told
  });
  return (what) => {
    const name = `${role}: ${what}`;
    if (!seen.has(name)) write(file, `${name}\n`);
    seen.add(name);
    if (name !== ahead?.stage) return;
    const { signal } = ahead;
    ahead = null;
    write(file, `${signal} ${name}\n`);
    process.kill(process.pid, signal);
  };
}

const formerly = new WeakMap<object, string>();

/** What is asked of a connection is named with what was asked of it before: a commit after a round is another than one after a publication. */
function staged(call: Call, { reach, nameOf }: { readonly reach: Reach; readonly nameOf: (asked: unknown) => string }): Call {
  return function (this: object | undefined, ...given) {
    const source = this ?? globalThis;
    const what = `${nameOf(given[0])} after ${formerly.get(source) ?? 'nothing'}`;
    const name = chapter + what;
    formerly.set(source, nameOf(given[0]));
    reach(`${name}, before`);
    const answer = call.apply(this, given);
    chapter = turns[what] ?? chapter;
    setImmediate(() => {
      reach(`${name}, on its way`);
    });
    return answer;
  };
}

function labelOf(asked: unknown): string {
  const { text = String(asked), name } = Object(asked) as { readonly text?: string; readonly name?: string };
  if (name?.startsWith('journal-')) return name;
  const plain = text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
  const [table] = /\b(?:insert into|update|delete from) (?!set )[\w.]+/.exec(plain) ?? /\bfrom [\w.]+/.exec(plain) ?? [];
  const [call] = /\bjournal\.\w+(?=\()/.exec(plain) ?? [];
  return table ?? call ?? plain.split(/[ ;]/)[0] ?? '';
}

const calls = ['openSync', 'writeSync', 'fsyncSync', 'closeSync', 'renameSync', 'readFileSync'] as const;

/** What is signed is what stands whole in a file that takes the anchor's place: kept, to be held against the tree at the end. */
function watchFiles(folder: string, { reach, log }: { readonly reach: Reach; readonly log: string }): void {
  const open = new Set<unknown>();
  let isWithin = false; // some of them are made of others
  const { appendFileSync, readFileSync } = fs;
  for (const name of calls) {
    const call = fs[name] as Call;
    const watched: Call = function (this: object | undefined, ...given) {
      const isOurs = open.has(given[0]) || (typeof given[0] === 'string' && given[0].startsWith(folder));
      if (!isOurs || isWithin) return call.apply(this, given);
      isWithin = true;
      if (name === 'renameSync') appendFileSync(`${log}.signed`, `${readFileSync(String(given[0])).toString('base64')}\n`);
      reach(`${chapter}${name} of the anchor after ${formerly.get(open) ?? 'nothing'}, before`);
      formerly.set(open, name);
      try {
        const answer = call.apply(this, given);
        if (name === 'openSync') open.add(answer);
        return answer;
      } finally {
        if (name === 'closeSync') open.delete(given[0]);
        isWithin = false;
      }
    };
    Object.assign(fs, { [name]: watched });
  }
  syncBuiltinESMExports();
}

/** From here on this process takes itself for the leader, whatever the lock says. */
export function lead(): void {
  const database = pg.Client.prototype as unknown as { query: Call };
  const { query } = database;
  database.query = function (this: object | undefined, ...given) {
    const [asked, ...more] = given;
    return query.call(this, String(asked).includes('pg_try_advisory_lock') ? 'select true as leads' : asked, ...more);
  };
}
