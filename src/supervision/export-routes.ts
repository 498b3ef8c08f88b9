import { type Response, Router } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ExportPage } from '../../views/supervision/export.tsx';
import { ExportsPage } from '../../views/supervision/exports.tsx';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { parseForm } from '../http/parse-form.ts';
import { Refusal } from '../errors.ts';
import { sendPage } from '../http/render.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { askExport, requireExport } from './ask-export.ts';
import { inEqualTime } from './equal-time.ts';
import { mediaTypes } from './export.ts';
import { reportPdf } from './export-report.ts';
import { listExports } from './export-store.ts';
import { findReason } from './give-reason.ts';
import { requireRecentSupervising, requireSupervising } from './guards.ts';
import { requireSearch } from './keep-search.ts';
import { criteriaIn, exportForm, exportIdIn } from './search-forms.ts';
import type { Supervising } from './supervising.ts';
import { beginExport, type Taking, writeExport } from './take-export.ts';

/** A supervisor takes away what a search finds. */
export function exportRoutes(needs: WorkNeeds & { readonly publicUrl: string }): Router {
  const router = Router();
  const attempt = ({ helper }: Supervising) => ({ event: 'supervision_refused', helper, details: { act: 'export' } }) as const;

  router.get('/supervision/exports', async (_req, res) => {
    const supervisor = await requireSupervising(needs, res);
    const reason = await findReason(needs, supervisor, needs.clock.now());
    sendPage(res, ExportsPage, { exports: await listExports(needs.db, supervisor.helper.id), reason });
  });

  router.post('/supervision/exports', async (req, res) => {
    const supervisor = await requireRecentSupervising(needs, res);
    const { format, names, search, of } = parseForm(exportForm, req.body);
    const criteria = () => ({ criteria: criteriaIn(Object.fromEntries(new URLSearchParams(search))), person: null });
    const asked = of === undefined ? criteria() : await requireSearch(needs, supervisor, of);
    const act = { supervisor, search: asked, format, named: names === 'yes' };
    const id = await atomicallyRecorded(needs, attempt(supervisor), (work) => askExport(work, act));
    res.redirect(303, `/supervision/exports/${id}`);
  });

  router.get('/supervision/exports/:id', async (req, res) => {
    const { supervisor, kept } = await taking(res, req.params.id);
    const reason = await findReason(needs, supervisor, needs.clock.now());
    sendPage(res, ExportPage, { kept, reason });
  });

  router.get('/supervision/exports/:id/file', async (req, res) => {
    const taken = await taking(res, req.params.id);
    const begin = () => atomicallyRecorded(needs, attempt(taken.supervisor), (work) => beginExport(work, taken));
    const question = await (taken.kept.search.person ? inEqualTime(begin) : begin());
    const { format, id } = taken.kept;
    const left = new AbortController();
    res.once('close', () => {
      left.abort();
    });
    const content =
      format === 'pdf' ? [await reportPdf(needs, taken, { question, signal: left.signal })] : writeExport(needs, taken, question);
    res
      .type(mediaTypes[format])
      .attachment(`procura-${id.slice(0, 8)}.${format}`)
      .setHeader('Cache-Control', 'no-store');
    await pipeline(Readable.from(content), res);
  });

  router.get('/supervision/exports/:id/seal', async (req, res) => {
    const { kept } = await taking(res, req.params.id);
    if (kept.seal === null) throw new Refusal('export_unknown');
    res
      .type('application/jose')
      .attachment(`procura-${kept.id.slice(0, 8)}.${kept.format}.jws`)
      .send(kept.seal);
  });

  async function taking(res: Response, id: string): Promise<Taking> {
    const supervisor = await requireRecentSupervising(needs, res);
    return atomically(needs, async ({ tx, vault }) => {
      return { supervisor, kept: await requireExport({ db: tx, vault }, supervisor, exportIdIn(id)) };
    });
  }

  return router;
}
