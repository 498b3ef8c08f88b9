import { once } from 'node:events';

interface Closable {
  close(): Promise<void>;
}

/** What this process runs, from the first thing started to the exit. */
export interface Running {
  add(started: Closable): void;
  /** From now on Ctrl-C and SIGTERM ask to leave; asked a second time, the process leaves at once. */
  leaveOnSignal(): void;
  /** Starts something, unless somebody asked to leave: then it throws. */
  unlessLeaving<T>(start: () => Promise<T>): Promise<T>;
  untilLeaving(): Promise<void>;
  /** Closes everything, the last started first, and exits: 1 with one sentence for an error, 0 when it was asked for. */
  leave(error?: unknown): Promise<never>;
}

/** A terminal's Ctrl-C reaches node and npm, and npm passes it on: twice within this time is once. */
const echo = 500;

export function openRunning(): Running {
  const asked = new AbortController();
  const { signal } = asked;
  const started: Closable[] = [];
  return {
    add: (one) => void started.unshift(one),
    leaveOnSignal: () => {
      let first: number | null = null;
      for (const name of ['SIGINT', 'SIGTERM'] as const)
        process.on(name, () => {
          if (first !== null && performance.now() - first > echo) process.exit(130);
          if (first === null) console.log('\nTout s’arrête… (Ctrl-C encore : sans attendre)');
          first ??= performance.now();
          asked.abort();
        });
    },
    unlessLeaving: async (start) => {
      signal.throwIfAborted();
      return start();
    },
    untilLeaving: async () => {
      if (!signal.aborted) await once(signal, 'abort');
    },
    leave: async (error) => {
      const isAsked = signal.aborted;
      if (!isAsked) console.error(`\n${sentenceOf(error)}`);
      for (const one of started) await one.close().catch((late: unknown) => console.error(sentenceOf(late)));
      process.exit(isAsked ? 0 : 1);
    },
  };
}

/** For people: what is wrong, not where. */
function sentenceOf(error: unknown): string {
  return error instanceof Error ? inFrench(error.message) : String(error);
}

/** What the house says to operators in English, for who only wanted a demonstration. */
const translations: readonly (readonly [RegExp, string])[] = [
  [
    /^The data folder (.+) is in use by process (\d+).*/s,
    'Le dossier de données $1 sert déjà au processus $2 : arrêtez-le d’abord, ou donnez-en un autre (DATA_DIR).',
  ],
  [
    /^The data folder (.+) cannot be read as a database.*/s,
    'Le dossier de données $1 ne se lit plus comme une base : remettez-en une copie, ou effacez-le pour repartir de zéro.',
  ],
  [
    /^The data folder (.+) cannot be created.*/s,
    'Le dossier de données $1 ne peut pas être créé : vérifiez les droits, ou donnez-en un autre (DATA_DIR).',
  ],
];

function inFrench(message: string): string {
  const known = translations.find(([english]) => english.test(message));
  return known ? message.replace(...known) : message;
}
