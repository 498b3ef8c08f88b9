import { Router } from 'express';
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
import { listCasesOfOrganisation } from './store.ts';
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
    sendPage(res, StaffCasesPage, { side: 'manager', lines: lines.slice(0, linesPerPage), at: needs.clock.now(), page, hasMore });
  });

  router.get('/manager/cases/:id', async (req, res) => {
    const manager = requireRecentManager(needs, res);
    sendPage(res, StaffCasePage, {
      side: 'manager',
      ...(await view(needs, manager, caseIdOf(req))),
      form: emptyForm,
      at: needs.clock.now(),
    });
  });

  router.post('/manager/cases/:id/answer', async (req, res) => {
    const manager = requireRecentManager(needs, res);
    const caseId = caseIdOf(req);
    const again = async (form: Form) => {
      sendPage(res, StaffCasePage, { side: 'manager', ...(await view(needs, manager, caseId)), form, at: needs.clock.now() }, 422);
    };
    const form = await formOrPage(wordsForm, req.body, again);
    if (!form) return;
    const act = { caseId, actor: actorOf(manager), act: 'answer', publicUrl: needs.publicUrl, ...form } as const;
    await atomicallyRecorded(needs, attemptOf(manager), (work) => actOnCase(work, act));
    res.redirect(303, `/manager/cases/${caseId}`);
  });

  return router;
}

function view(needs: CaseNeeds, manager: SignedInHelper, caseId: string) {
  return atomicallyRecorded(needs, attemptOf(manager), (work) => viewCase(work, { caseId, actor: actorOf(manager) }));
}

function actorOf({ helper, organisation }: SignedInHelper): CaseActor {
  return { role: 'manager', helper, organisationId: organisation.id };
}

function attemptOf({ helper, organisation }: SignedInHelper): Entry {
  return { event: 'case_refused', helper, organisationId: organisation.id };
}
