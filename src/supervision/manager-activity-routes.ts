import { Router } from 'express';
import { OrganisationActivityPage } from '../../views/management/activity.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { emptyForm } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { requireManager } from '../identity/manager-guards.ts';
import { events } from '../journal/events.ts';
import { listUsesById } from '../mandates/use-store.ts';
import { namesThen } from '../organisations/names-then.ts';
import { queryOf } from './criteria.ts';
import { closeCursor, openCursor } from './cursor.ts';
import { questionOfOrganisation } from './question-within.ts';
import { criteriaIn, pageIn } from './search-forms.ts';
import { searchJournal } from './search-journal.ts';

const linesPerPage = 25;

/** A manager searches what was done for their organisation, and nothing else: by whom, when, for which procedure; never for whom, but by the mandate's reference. */
export function managerActivityRoutes(needs: WorkNeeds): Router {
  const router = Router();
  router.get('/manager/activity', async (req, res) => {
    const { organisation, helper } = requireManager(res);
    const [criteria, { before }] = [criteriaIn(req.query), pageIn(req.query)];
    const question = await questionOfOrganisation(needs.db, organisation.id, criteria);
    const page = { limit: linesPerPage, before: before && openCursor(needs, { helper }, before) };
    const { entries, next, ...found } = await searchJournal(needs.db, question, page);
    const ids = entries.flatMap(({ useId }) => useId ?? []);
    const clientNames = new Map((await listUsesById(needs.db, ids)).map(({ id, clientName }) => [id, clientName]));
    const query = queryOf(criteria);
    const fields = {
      form: { ...emptyForm, values: Object.fromEntries(new URLSearchParams(query)) },
      events: Object.keys(events),
    };
    const shown = { ...found, entries, next: next && closeCursor(needs, { helper }, next) };
    sendPage(res, OrganisationActivityPage, { ...shown, ...fields, query, clientNames, names: await namesThen(needs.db, entries) });
  });
  return router;
}
