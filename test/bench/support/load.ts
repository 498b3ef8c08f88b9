import type { SignIn } from './sign-in.ts';

export interface Load {
  readonly perSecond: number;
  readonly count: number;
  /** How long each took, in milliseconds. */
  readonly took: readonly number[];
}

/** So many at once, each beginning another as soon as it has ended, until the time is up; what was begun is finished and counted. */
export async function load(signIn: SignIn, { atOnce, seconds }: { readonly atOnce: number; readonly seconds: number }): Promise<Load> {
  const took: number[] = [];
  const begun = performance.now();
  const workers = Array.from({ length: atOnce }, async (_, worker) => {
    while (performance.now() - begun < seconds * 1_000) {
      const from = performance.now();
      await signIn(worker);
      took.push(performance.now() - from);
    }
  });
  await Promise.all(workers);
  return { perSecond: took.length / ((performance.now() - begun) / 1_000), count: took.length, took };
}
