import { Command } from 'commander';
import { clientCommands } from './client.ts';
import { decisionCommands } from './decision.ts';
import { documentCommand } from './document.ts';
import { journalCommands } from './journal.ts';
import { keyCommands } from './keys.ts';
import { mandateCommands } from './mandate.ts';
import { messageCommands } from './messages.ts';
import { migrateCommand } from './migrate.ts';
import { organisationCommands } from './organisation.ts';
import { personCommands } from './person.ts';
import { retentionCommands } from './retention.ts';
import { sampleCommands } from './sample.ts';
import { seedCommand } from './seed.ts';
import { staffCommands } from './staff.ts';
import { witnessCommand } from './witness.ts';

/** Every command there is, as one program. */
export function openProgram(): Command {
  const program = new Command('procura').description('Operates the Procura service; settings come from the environment.');
  for (const add of all) add(program);
  return program;
}

const all = [
  migrateCommand,
  sampleCommands,
  seedCommand,
  clientCommands,
  staffCommands,
  keyCommands,
  journalCommands,
  mandateCommands,
  decisionCommands,
  messageCommands,
  organisationCommands,
  personCommands,
  retentionCommands,
  witnessCommand,
  documentCommand,
];
