import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Response, Router } from 'express';
import { OwnDataPage } from '../../views/own-space/data.tsx';
import { yearsLater } from '../clock.ts';
import { atomically } from '../db/database.ts';
import { pageOf, sendPage } from '../http/render.ts';
import { allowFormAction } from '../http/security-headers.ts';
import { requirePerson } from '../identity/guards.ts';
import type { IdentificationNeeds } from '../identity/identify-person.ts';
import { append } from '../journal/append.ts';
import type { Person } from '../people/person.ts';
import { bookletPdf } from '../paper/booklet.ts';
import { ownDataBlocks } from './data-blocks.ts';
import { ownDataJson } from './data-json.ts';
import type { RetentionNeeds } from './end-retention.ts';
import { horizonAt } from './retention.ts';
import { findRetention } from './retention-store.ts';

/** What is known of a person: why, until when; and all of it to take away, to read or for other programs. */
export function ownDataRoutes(needs: RetentionNeeds & Pick<IdentificationNeeds, 'franceConnect'>): Router {
  const router = Router();

  router.get('/me/data', async (_req, res) => {
    const { person } = requirePerson(res);
    const kept = await findRetention(needs.db, person.id, horizonAt(needs.clock.now(), needs.retentionYears));
    const years = needs.retentionYears;
    allowFormAction(res, needs.franceConnect.issuer); // what FranceConnect says anew is asked for from here
    sendPage(res, OwnDataPage, { person, years, kept: kept && { ...kept, until: yearsLater(kept.lastEnd, years) } });
  });

  router.get('/me/data.json', async (_req, res) => {
    const { person } = requirePerson(res);
    await recordDownload(person, 'json');
    res.type('application/json').attachment('procura-mes-donnees.json');
    await send(res, Readable.from(ownDataJson(needs, person)));
  });

  router.get('/me/data.pdf', async (_req, res) => {
    const { person } = requirePerson(res);
    const { language, t } = pageOf(res);
    await recordDownload(person, 'pdf');
    res.type('application/pdf').attachment('procura-mes-donnees.pdf');
    const blocks = ownDataBlocks(needs, { person, language });
    const { pdf, written } = bookletPdf({ language, title: t('person.data.title'), at: needs.clock.now(), blocks });
    await Promise.all([send(res, pdf), written.catch((error: unknown) => pdf.destroy(asError(error)))]);
  });

  const recordDownload = (person: Person, format: 'json' | 'pdf') =>
    atomically(needs, (work) => append(work, { event: 'data_downloaded', person, details: { format } }));

  return router;
}

/** What fails on the way ends the answer before its end: a download that stops short is not taken for a whole one. */
async function send(res: Response, content: NodeJS.ReadableStream): Promise<void> {
  await pipeline(content, res);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
