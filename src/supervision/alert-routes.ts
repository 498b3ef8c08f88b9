import { Router } from 'express';
import { AlertRulesPage } from '../../views/supervision/alert-rules.tsx';
import { AlertsPage } from '../../views/supervision/alerts.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { sendPage } from '../http/render.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { alertRules, ruleNames } from './alert-rules.ts';
import { listAlerts, listMutes, listRuleRecords } from './alert-store.ts';
import { alertQuery, ruleOf } from './forms.ts';
import { requireRecentSupervising, requireSupervising } from './guards.ts';
import { hearRule } from './hear-rule.ts';
import { ruleFigures } from './rule-figures.ts';
import { isNational } from './territory.ts';

const linesPerPage = 25;

/** What the service noticed by itself, and by which rules. */
export function alertRoutes(needs: WorkNeeds): Router {
  const router = Router();

  router.get('/supervision/alerts', async (req, res) => {
    const supervisor = await requireSupervising(needs, res);
    const { page, rule } = alertQuery.parse(req.query);
    const asked = { rule: rule ?? null, limit: linesPerPage + 1, offset: (page - 1) * linesPerPage };
    const [lines, mutes] = await Promise.all([listAlerts(needs.db, supervisor, asked), listMutes(needs.db)]);
    const shown = { lines: lines.slice(0, linesPerPage), hasMore: lines.length > linesPerPage, page, rule: asked.rule };
    sendPage(res, AlertsPage, { ...shown, mutes, mayHear: isNational(supervisor) });
  });

  router.get('/supervision/alerts/rules', async (_req, res) => {
    const records = await listRuleRecords(needs.db, await requireSupervising(needs, res));
    const recordOf = (name: string) => records.find(({ rule }) => rule === name) ?? null;
    const rules = ruleNames.map((name) => ({ name, figures: ruleFigures[name], rule: alertRules[name], record: recordOf(name) }));
    sendPage(res, AlertRulesPage, { rules });
  });

  router.post('/supervision/alerts/rules/:rule/hearing', async (req, res) => {
    const supervisor = await requireRecentSupervising(needs, res);
    const attempt = { event: 'case_refused', helper: supervisor.helper } as const;
    await atomicallyRecorded(needs, attempt, (work) => hearRule(work, { supervisor, rule: ruleOf(req) }));
    res.redirect(303, '/supervision/alerts');
  });

  return router;
}
