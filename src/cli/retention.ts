import type { Command } from 'commander';
import { atomically } from '../db/database.ts';
import { listDueVolumes } from '../journal/closing-store.ts';
import { dropDueVolume, hindranceOf } from '../journal/drop-volume.ts';
import { endRetention } from '../own-space/end-retention.ts';
import { horizonAt } from '../own-space/retention.ts';
import { countRetentions } from '../own-space/retention-store.ts';
import { withContext } from './with-context.ts';

/** `procura retention run`: forgets those whose data need not be kept any more; for a scheduler, once a day. */
export function retentionCommands(program: Command): void {
  const retention = program.command('retention').description('how long what is known of people is kept');
  retention
    .command('run')
    .description(
      'destroys the keys of those whose last mandate ended RETENTION_YEARS ago, one entry each, then drops the volumes of the journal closed as long ago that speak of nobody else; resumes where it was stopped',
    )
    .option('--dry-run', 'counts people by why they are kept, and changes nothing')
    .action(({ dryRun }: { dryRun?: true }) => (dryRun ? count() : run()));
}

function count(): Promise<void> {
  return withContext(async (context) => {
    const horizon = horizonAt(context.clock.now(), context.retentionYears);
    for (const { retention, count: people } of await countRetentions(context.db, horizon))
      console.log(`${String(people).padStart(9)}  ${sentences[retention]}`);
    for (const closing of await listDueVolumes(context.db, horizon.horizon)) {
      const verdict = (await hindranceOf(context.db, closing, context)) ?? '`procura retention run` drops them.';
      console.log(`${String(closing.size).padStart(9)}  entries of ${closing.origin} speak of nobody who is kept: ${verdict}`);
    }
  });
}

function run(): Promise<void> {
  return withContext(async (context) => {
    let erased = 0;
    for await (const more of endRetention(context)) console.log(`${String((erased += more))} people forgotten so far.`);
    console.log(`${String(erased)} people forgotten. Backups forget them as they expire.`);
    for (;;) {
      const dropped = await atomically(context, (work) =>
        dropDueVolume(work, { ...context, ...horizonAt(work.at, context.retentionYears) }),
      );
      if (!dropped) return;
      console.log(`${String(dropped.size)} entries of ${dropped.origin} dropped; its last checkpoint is kept.`);
    }
  });
}

const sentences = {
  mandate_in_force: 'kept: a mandate of theirs is in force',
  case_open: 'kept: a case about them is open',
  agreement_under_way: 'kept: a mandate awaits their agreement or a signature',
  kept_by_law: 'kept: their last mandate ended less than RETENTION_YEARS ago',
  due: 'need not be kept any more: `procura retention run` forgets them',
};
