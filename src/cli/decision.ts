import type { Command } from 'commander';
import { isFaithful, type Replay, replayDecision } from '../supervision/replay-decision.ts';
import { withContext } from './with-context.ts';

/** `procura decision replay`: makes the decision of a use again, from what was recorded with it. Exits with 1 when it answers otherwise. */
export function decisionCommands(program: Command): void {
  program
    .command('decision')
    .description('why a use was allowed or refused')
    .command('replay')
    .description('makes the decision of a use, or of a refusal, again from what it looked at, and holds it against the history')
    .argument('<use>', 'the id of the use, or the number of the entry of a refusal')
    .action(replay);
}

async function replay(what: string): Promise<void> {
  const isEntry = /^\d{1,19}$/.test(what);
  if (!isEntry && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(what))
    throw new Error('Neither the id of a use nor the number of an entry.');
  const replayed = await withContext((needs) => replayDecision(needs, isEntry ? { entryId: what } : { useId: what }));
  for (const line of linesOf(replayed)) console.log(line);
  if (!isFaithful(replayed)) process.exitCode = 1;
}

function linesOf(replayed: Replay): string[] {
  const { entry, answered, conjuncts, again, isRecorded } = replayed;
  return [
    `Entry ${entry.entryId}, ${entry.at.toISOString()}: ${answered ?? 'allowed'}.`,
    isRecorded
      ? 'What the decision looked at was recorded with it.'
      : 'Recorded before its inputs were: made again from the history alone.',
    ...conjuncts.map(({ name, refusal, history }) => `  ${name.padEnd(14)} ${(refusal ?? 'holds').padEnd(36)} history: ${history}`),
    `Made again: ${again ?? 'allowed'}. ${isFaithful(replayed) ? 'The same answer.' : 'ANOTHER ANSWER.'}`,
  ];
}
