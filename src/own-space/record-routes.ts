import { Router } from 'express';
import { OwnRecordPage } from '../../views/own-space/record.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { sendPage } from '../http/render.ts';
import { requirePerson } from '../identity/guards.ts';
import { activityQuery } from '../mandates/forms.ts';
import { proveOwnEntry, readOwnRecord } from './own-record.ts';

const linesPerPage = 20;

/** What happened to a person, each line with its proof to take away. */
export function ownRecordRoutes(needs: WorkNeeds & { readonly journalPolicy: string }): Router {
  const router = Router();

  router.get('/me/record', async (req, res) => {
    const { person } = requirePerson(res);
    const { before } = activityQuery.parse(req.query);
    const lines = await readOwnRecord(needs, { person, limit: linesPerPage + 1, before });
    const page = { entries: lines.slice(0, linesPerPage), hasMore: lines.length > linesPerPage };
    sendPage(res, OwnRecordPage, { ...page, trusted: needs.journalPolicy });
  });

  router.get('/me/record/:entry/proof', async (req, res) => {
    const { person } = requirePerson(res);
    const { entry } = req.params;
    if (!/^\d{1,18}$/.test(entry)) throw new Refusal('not_found');
    const proof = await proveOwnEntry(needs, { person, entryId: entry });
    if (proof === null) throw new Refusal('journal_unavailable');
    res.type('text/plain').attachment(`procura-${entry}.tlog-proof`).send(proof);
  });

  return router;
}
