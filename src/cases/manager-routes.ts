import { type Response, Router } from 'express';
import { StaffCasePage } from '../../views/cases/staff-case.tsx';
import { StaffCasesPage } from '../../views/cases/staff-list.tsx';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import type { SignedInHelper } from '../identity/guards.ts';
import { requireManager, requireRecentManager } from '../identity/manager-guards.ts';
import { atomicallyRecorded, type Entry } from '../journal/append.ts';
import { actOnCase } from './act-on-case.ts';
import type { CaseActor } from './case.ts';
import { caseIdOf, pageQuery, wordsForm } from './forms.ts';
import type { CaseNeeds } from './needs.ts';
import { listCasesOfOrganisation } from './list-store.ts';
import { viewCase } from './view-case.ts';

const linesPerPage = 20;

/** What a manager does about what people contest: sees what waits, and answers. */
export function managerCaseRoutes(needs: CaseNeeds): Router {
  const router = Router();

  router.get('/manager/cases', async (req, res) => {
    const { organisation } = requireManager(res);
    const { page } = pageQuery.parse(req.query);
    const lines = await listCasesOfOrganisation(needs.db, organisation.id, { limit: linesPerPage + 1, offset: (page - 1) * linesPerPage });
    const hasMore = lines.length > linesPerPage;
    sendPage(res, StaffCasesPage, {
      side: 'manager',
      lines: lines.slice(0, linesPerPage),
      at: needs.clock.now(),
      page,
      hasMore,
      filter: null,
    });
  });

  router.get('/manager/cases/:id', async (req, res) => {
    await show(needs, res, { manager: requireRecentManager(needs, res), caseId: caseIdOf(req), form: emptyForm });
  });

  for (const [path, act] of [
    ['/manager/cases/:id/answer', 'answer'],
    ['/manager/cases/:id/appeal', 'object'],
  ] as const)
    router.post(path, async (req, res) => {
      const manager = requireRecentManager(needs, res);
      const caseId = caseIdOf(req);
      const form = await formOrPage(wordsForm, req.body, (mistakes) => show(needs, res, { manager, caseId, form: mistakes }));
      if (!form) return;
      const doing = { caseId, actor: actorOf(manager), act, publicUrl: needs.publicUrl, ...form };
      await atomicallyRecorded(needs, attemptOf(manager), (work) => actOnCase(work, doing));
      res.redirect(303, `/manager/cases/${caseId}`);
    });

  return router;
}

interface Shown {
  readonly manager: SignedInHelper;
  readonly caseId: string;
  readonly form: Form;
}

async function show(needs: CaseNeeds, res: Response, { manager, caseId, form }: Shown): Promise<void> {
  const view = await atomicallyRecorded(needs, attemptOf(manager), (work) => viewCase(work, { caseId, actor: actorOf(manager) }));
  const status = Object.keys(form.mistakes).length > 0 ? 422 : 200;
  sendPage(res, StaffCasePage, { ...view, side: 'manager', colleagues: [], me: manager.helper.id, form, at: needs.clock.now() }, status);
}

function actorOf({ helper, organisation }: SignedInHelper): CaseActor {
  return { role: 'manager', helper, organisationId: organisation.id };
}

function attemptOf({ helper, organisation }: SignedInHelper): Entry {
  return { event: 'case_refused', helper, organisationId: organisation.id };
}
