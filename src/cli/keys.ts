import { Argument, type Command } from 'commander';
import { readConfig } from '../config.ts';
import { atomically, openOwner } from '../db/database.ts';
import { rotatePaperKey } from '../mandates/paper-keys.ts';
import { rotateSigningKeys } from '../provider/keys.ts';
import { rotateMasterKey } from './rotate-master-key.ts';
import { withContext } from './with-context.ts';

/** `procura keys rotate signing|master`: the next signing keys sign; or everything is sealed again with the new master key. */
export function keyCommands(program: Command): void {
  const keys = program.command('keys').description('signing keys of the provider and of papers, and the master key');
  keys
    .command('rotate')
    .description(
      'signing: the next keys sign, those that signed stay published for a month, those of papers for ever; master: seals everything with the new MASTER_KEY',
    )
    .addArgument(new Argument('[which]', 'the keys to rotate').choices(['signing', 'master']).default('signing'))
    .action((which: string) => (which === 'master' ? rotateMaster() : rotateSigning()));
}

async function rotateSigning(): Promise<void> {
  await withContext((context) =>
    atomically(context, async (work) => {
      await rotateSigningKeys(work);
      await rotatePaperKey(work);
    }),
  );
  console.log('The next signing keys are current; instances follow within 30 seconds.');
}

async function rotateMaster(): Promise<void> {
  if (readConfig(process.env).MASTER_KEY.length < 2)
    throw new Error('MASTER_KEY takes the new key, a comma, the former: in every instance first, then here.');
  await withContext(async (context, source) => {
    const owner = await openOwner(source);
    try {
      const count = await rotateMasterKey({ ...context, owner }, showProgress);
      console.log(`${count} values were sealed again; nothing needs the former key any more. Give every instance the new one alone.`);
    } finally {
      await owner.destroy();
    }
  });
}

function showProgress(done: number, table: string): void {
  process.stderr.write(`${table}: ${done}\n`);
}
