import { type Command, CommanderError } from 'commander';
import { openProgram } from '../../src/cli/program.ts';
import { sentenceOf } from '../../src/cli/sentence.ts';
import type { Rooms } from './rooms.ts';

const secret = Buffer.alloc(32, 7).toString('base64');

/** What the commands read from the environment, above the database of these rooms. */
export function environmentOf({ source }: Pick<Rooms, 'source'>, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    ...{ PUBLIC_URL: 'http://localhost:3000', MASTER_KEY: secret, PAIRWISE_KEY: secret, JOURNAL_KEY: secret },
    ...{ FRANCECONNECT_ISSUER: 'http://localhost', FRANCECONNECT_CLIENT_ID: 'x', FRANCECONNECT_CLIENT_SECRET: 'x' },
    ...{ PROCONNECT_ISSUER: 'http://localhost', PROCONNECT_CLIENT_ID: 'x', PROCONNECT_CLIENT_SECRET: 'x' },
    ...{ DATABASE_URL: 'url' in source ? source.url : '' },
    ...{ SMTP_URL: 'smtp://127.0.0.1:1', SMS_GATEWAY_URL: 'http://127.0.0.1:1', SMS_GATEWAY_TOKEN: 'token' },
    ...more,
  };
}

/** What a command says and how it ends, in this process. */
export async function said(...words: string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const hear = (...parts: unknown[]) => ((text += `${parts.join(' ')}\n`), true);
  const { log, error } = console;
  const { stdout } = process;
  const write = stdout.write.bind(stdout);
  Object.assign(console, { log: hear, error: hear });
  stdout.write = (part: unknown) => ((text += String(part)), true); // as it is written, not a line more
  process.exitCode = 0;
  try {
    await openly(openProgram(), hear).parseAsync(words, { from: 'user' });
  } catch (thrown) {
    process.exitCode = 1;
    if (!(thrown instanceof CommanderError)) hear(sentenceOf(thrown));
  }
  const code: number = process.exitCode;
  Object.assign(console, { log, error });
  stdout.write = write;
  process.exitCode = 0;
  return { code, text: text.trim() };
}

/** Neither it nor a command under it ends the process or writes anywhere else. */
function openly(command: Command, hear: (text: string) => unknown): Command {
  for (const child of command.commands) openly(child, hear);
  return command.exitOverride().configureOutput({ writeOut: hear, writeErr: hear });
}
