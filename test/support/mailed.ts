import type { House } from './house.ts';

/** The path of the link of this kind among the messages queued; they are delivered by being read. */
export async function linkIn(house: House, path: RegExp): Promise<string> {
  return new URL(await wordsIn(house, new RegExp(`https?:\\S+?${path.source}`))).pathname;
}

/** What the messages queued say that looks so. Throws when none does. */
export async function wordsIn(house: House, words: RegExp): Promise<string> {
  const said = (await house.takeMessages()).map(({ text }) => text).join('\n');
  const found = words.exec(said)?.[0];
  if (found === undefined) throw new Error(`no message says ${words.source}: ${said}`);
  return found;
}
