import { type Command, Option } from 'commander';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { type ErasureReason, erasureReasons } from '../journal/erase-subject.ts';
import { erasePrincipal } from '../mandates/erase-principal.ts';
import { withContext } from './with-context.ts';

/** `procura person erase`: destroys what is known of somebody, when they ask or when the time to keep it is over. */
export function personCommands(program: Command): void {
  const person = program.command('person').description('those who give mandates');
  person
    .command('erase')
    .description('destroys, for good, what is known of a person; what was recorded stays provable and says nothing any more')
    .argument('<id>')
    .addOption(new Option('--because <reason>', 'why').choices(erasureReasons).makeOptionMandatory())
    .action((id: string, { because }: { because: ErasureReason }) => erase(id, because));
}

async function erase(personId: string, reason: ErasureReason): Promise<void> {
  try {
    await withContext((context) => atomically(context, (work) => erasePrincipal(work, { personId, reason })));
  } catch (error) {
    throw error instanceof Refusal ? new Error(sentences[error.code] ?? error.code, { cause: error }) : error;
  }
  console.log('Their data open nowhere any more. Backups forget them as they expire.');
}

const sentences: Partial<Record<Refusal['code'], string>> = {
  person_unknown: 'There is no such person, or they were erased before.',
  person_has_mandates: 'One of their mandates is still active: end their mandates first.',
};
