/** Tells a person in a terminal, or a file, what is being done and how long it took. */
export interface Progress {
  step<T>(doing: string, done: string, act: () => Promise<T>): Promise<T>;
}

/** One plain line a step: « Base de données… prête (1,2 s) ». The name comes first, so that one sees what is waited for. */
export function openProgress(out: { write(text: string): unknown }): Progress {
  return {
    step: async (doing, done, act) => {
      const began = performance.now();
      out.write(`  ${doing}… `);
      try {
        const result = await act();
        out.write(`${done} (${seconds(performance.now() - began)})\n`);
        return result;
      } catch (error) {
        out.write('échec\n');
        throw error;
      }
    },
  };
}

/** What libraries print by themselves, and why a person who starts a demonstration need not read it. */
const noise = [
  /oidc-provider WARNING: Unsupported runtime\./, // it prefers a later Node than the oldest we run on, and works on both
  /^(\x1b\[\d+m)?Acquire connection error/, // knex, before it throws the same; we say it in a sentence
] as const;

/** Does something without those lines; all others are let through. */
export async function withoutNoise<T>(act: () => Promise<T>): Promise<T> {
  const { warn, log } = console;
  const through =
    (print: typeof log) =>
    (...words: unknown[]) => {
      if (!noise.some((line) => line.test(String(words[0])))) print(...words);
    };
  Object.assign(console, { warn: through(warn), log: through(log) });
  try {
    return await act();
  } finally {
    Object.assign(console, { warn, log });
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1).replace('.', ',')} s`;
}
