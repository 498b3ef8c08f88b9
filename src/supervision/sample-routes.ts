import { type Response, Router } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SamplePage } from '../../views/supervision/sample.tsx';
import { SampleReviewPage } from '../../views/supervision/sample-review.tsx';
import { SamplesPage } from '../../views/supervision/samples.tsx';
import { Refusal } from '../errors.ts';
import type { WorkNeeds } from '../db/database.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { drawSample } from './draw-sample.ts';
import { findDrawnFrom } from './find-drawn-from.ts';
import { requireRecentSupervising, requireSupervising } from './guards.ts';
import { reviewUse } from './review-use.ts';
import { drawForm, lineOf, reviewForm, sampleIdOf, samplePageQuery } from './sample-forms.ts';
import { findSample, listSamples, type Sample } from './sample-store.ts';
import type { Supervising } from './supervising.ts';
import { writeSampleFile } from './sample-file.ts';
import { viewLine, viewSample } from './view-sample.ts';

const linesPerPage = 25;

/** Uses drawn at random, and reviewed. */
export function sampleRoutes(needs: WorkNeeds): Router {
  const router = Router();

  router.get('/supervision/samples', async (req, res) => {
    await sendList(res, { supervisor: await requireSupervising(needs, res), ...samplePageQuery.parse(req.query), form: emptyForm });
  });

  router.post('/supervision/samples', async (req, res) => {
    const supervisor = await requireRecentSupervising(needs, res);
    const form = await formOrPage(drawForm, req.body, (mistakes) => sendList(res, { supervisor, page: 1, form: mistakes }));
    if (!form) return;
    const { siret, email, ...drawing } = form;
    const found = await findDrawnFrom(needs.db, supervisor, { siret, email });
    const attempt = { event: 'review_refused', helper: supervisor.helper } as const;
    const sample = await atomicallyRecorded(needs, attempt, (work) => drawSample(work, { supervisor, ...found, ...drawing }));
    res.redirect(303, `/supervision/samples/${sample.id}`);
  });

  router.get('/supervision/samples/:id', async (req, res) => {
    const supervisor = await requireSupervising(needs, res);
    sendPage(res, SamplePage, await viewSample(needs, await here(supervisor, sampleIdOf(req))));
  });

  router.get('/supervision/samples/:id/sample.json', async (req, res) => {
    const sample = await here(await requireSupervising(needs, res), sampleIdOf(req));
    res.type('json').attachment(`sample-${sample.id}.json`);
    await pipeline(Readable.from(writeSampleFile(needs.db, sample)), res);
  });

  router.get('/supervision/samples/:id/:n', async (req, res) => {
    const supervisor = await requireRecentSupervising(needs, res);
    await sendLine(res, { supervisor, ...lineOf(req), form: emptyForm });
  });

  router.post('/supervision/samples/:id/:n', async (req, res) => {
    const supervisor = await requireRecentSupervising(needs, res);
    const { sampleId, n } = lineOf(req);
    const form = await formOrPage(reviewForm, req.body, (mistakes) => sendLine(res, { supervisor, sampleId, n, form: mistakes }));
    if (!form) return;
    const attempt = { event: 'review_refused', helper: supervisor.helper } as const;
    await atomicallyRecorded(needs, attempt, (work) => reviewUse(work, { supervisor, sampleId, n, ...form }));
    res.redirect(303, `/supervision/samples/${sampleId}`);
  });

  return router;

  async function here(supervisor: Supervising, id: string): Promise<Sample> {
    const sample = await findSample(needs.db, supervisor, id);
    if (!sample) throw new Refusal('sample_unknown');
    return sample;
  }

  async function sendList(res: Response, { supervisor, page, form }: { supervisor: Supervising; page: number; form: Form }): Promise<void> {
    const samples = await listSamples(needs.db, supervisor, { limit: linesPerPage + 1, offset: (page - 1) * linesPerPage });
    const shown = { samples: samples.slice(0, linesPerPage), hasMore: samples.length > linesPerPage, page, form };
    sendPage(res, SamplesPage, shown, form === emptyForm ? 200 : 422);
  }

  async function sendLine(res: Response, { supervisor, sampleId, n, form }: Line): Promise<void> {
    const line = await viewLine(needs, { sample: await here(supervisor, sampleId), n });
    sendPage(res, SampleReviewPage, { ...line, form }, form === emptyForm ? 200 : 422);
  }
}

interface Line {
  readonly supervisor: Supervising;
  readonly sampleId: string;
  readonly n: number;
  readonly form: Form;
}
