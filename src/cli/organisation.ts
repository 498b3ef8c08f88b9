import type { Command } from 'commander';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { carryOutEndings } from '../operation/carry-out-endings.ts';
import { closeOrganisation, mergeOrganisations } from '../operation/end-organisation.ts';
import { type EndingPreview, previewEnding } from '../operation/preview-ending.ts';
import { findOrganisationBySiret } from '../organisations/certification-store.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { withContext } from './with-context.ts';

/** `procura organisation close|merge`: what is counted first, then done; cut off, the same words go on, and so does the service. */
export function organisationCommands(program: Command): void {
  const organisation = program.command('organisation').description('organisations that end');
  asked(organisation.command('close').description('ends an organisation: its mandates end, the persons are told, its members leave'))
    .argument('<siret>')
    .action((siret: string, options: unknown) => end({ siret, into: null, ...ending.parse(options) }));
  asked(
    organisation
      .command('merge')
      .description('makes an organisation join another: its mandates end, the persons are told, its members move'),
  )
    .argument('<siret>')
    .argument('<into>', 'the SIRET of the one that stays')
    .action((siret: string, into: string, options: unknown) => end({ siret, into, ...ending.parse(options) }));
}

function asked(command: Command): Command {
  return command.option('--preview', 'counts what would end, and changes nothing').option('--reason <words>', 'written in every entry');
}

const ending = z.object({ preview: z.boolean().default(false), reason: z.string().trim().min(1).max(500).optional() });

interface Asked extends z.infer<typeof ending> {
  readonly siret: string;
  readonly into: string | null;
}

async function end({ siret, into: intoSiret, preview, reason }: Asked): Promise<void> {
  await withContext(async (context) => {
    const organisation = await known(context, siret);
    const into = intoSiret === null ? null : await known(context, intoSiret);
    const counted = await previewEnding(context.db, {
      organisationId: organisation.id,
      intoId: into?.id ?? null,
      at: context.clock.now(),
    });
    for (const line of linesOf(counted, { organisation, into })) console.log(line);
    if (preview) return;
    if (reason === undefined) throw new Error('Say why with --reason: the entries keep it.');
    await decide(context, { organisation, into, reason });
    await carryOutEndings(context, (done) => console.log(`${String(done)} done`));
    console.log(`${organisation.name} has ended.`);
  });
}

async function decide(
  context: Context,
  { organisation, into, reason }: { readonly organisation: Organisation; readonly into: Organisation | null; readonly reason: string },
): Promise<void> {
  const closing = { organisationId: organisation.id, reason };
  const act = into
    ? atomically(context, (work) => mergeOrganisations(work, { ...closing, intoId: into.id, publicUrl: context.publicUrl }))
    : atomically(context, (work) => closeOrganisation(work, closing));
  await act.catch((error: unknown) => {
    throw error instanceof Refusal ? new Error(sentences[error.code] ?? error.code, { cause: error }) : error;
  });
}

async function known({ db }: Context, siret: string): Promise<Organisation> {
  const organisation = await findOrganisationBySiret(db, siret.replaceAll(/\s/g, ''));
  if (!organisation) throw new Error(`${siret}: we know no organisation of this number.`);
  return organisation;
}

function linesOf(
  { mandates, persons, drafts, helpers, managers, alreadyThere, invitations, openCases }: EndingPreview,
  { organisation, into }: { readonly organisation: Organisation; readonly into: Organisation | null },
): string[] {
  const members = `${String(helpers)} members, ${String(managers)} of them managers`;
  return [
    into ? `${organisation.name} joins ${into.name}.` : `${organisation.name} ends.`,
    `${String(mandates)} running mandates end, and ${String(persons)} persons are told; ${String(drafts)} drafts are given up.`,
    into ? `${members}: they move as what they are; ${String(alreadyThere)} belong there already.` : `${members}: they leave.`,
    `${String(invitations)} invitations are taken back.`,
    openCases === 0 ? 'No case is open.' : `${String(openCases)} cases are open: they must be closed first.`,
  ];
}

const sentences: Partial<Record<Refusal['code'], string>> = {
  organisation_of_itself: 'An organisation cannot join itself.',
  organisation_not_certified: 'It is not certified: it has ended already, or cannot receive anybody.',
  organisation_suspended: 'The one that stays is suspended: it cannot receive anybody.',
  organisation_has_open_cases: 'Cases are open: they must be closed first.',
};
