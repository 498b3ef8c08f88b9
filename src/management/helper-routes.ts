import { type Request, Router } from 'express';
import { z } from 'zod';
import { ActPage } from '../../views/management/act.tsx';
import { HelperPage } from '../../views/management/helper.tsx';
import { RosterPage } from '../../views/management/roster.tsx';
import type { Db } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { openPage } from '../http/listing.ts';
import { emptyForm, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import type { SessionNeeds } from '../http/sessions.ts';
import { requireManager, requireRecentManager } from '../identity/manager-guards.ts';
import { countToInvite } from '../organisations/candidate-store.ts';
import { listInvitations } from '../organisations/invitation-store.ts';
import { findMember, listManagers, type Member } from '../organisations/membership-store.ts';
import { listRoster } from '../organisations/roster-store.ts';
import { listStandings } from '../organisations/standing-store.ts';
import { listTrainingsOf } from '../organisations/training-store.ts';
import { type ActName, actsOnHelpers } from './acts.ts';
import { isId, reasonForm, rosterQuery } from './forms.ts';
import { manage, managing } from './manage.ts';

const linesPerPage = 25;

/** The helpers of the organisation, one helper, and the acts on them. */
export function helperRoutes(needs: SessionNeeds): Router {
  const router = Router();

  router.get('/manager/helpers', async (req, res) => {
    const { organisation } = requireManager(res);
    const { q, page, waiting } = rosterQuery.parse(req.query);
    const at = needs.clock.now();
    const query = { organisationId: organisation.id, at, search: q };
    const members = await openPage((place) => listRoster(needs.db, { ...query, ...place }), { page, size: linesPerPage });
    const invited = (place: { readonly limit: number; readonly offset: number }) =>
      listInvitations(needs.db, organisation.id, { at, search: q, ...place });
    const invitations = members.page === 1 ? await openPage(invited, { page: waiting, size: linesPerPage }) : null;
    sendPage(res, RosterPage, { members, invitations, search: q, toInvite: await countToInvite(needs.db, organisation.id) });
  });

  router.get('/manager/helpers/:id', async (req, res) => {
    const { organisation, helper } = requireManager(res);
    const member = await memberOf(needs.db, req, organisation.id);
    const trainings = await listTrainingsOf(needs.db, member.helper.id);
    const standings = await listStandings(needs.db, member.helper.id);
    const isMe = member.helper.id === helper.id;
    const isOnlyManager = isMe && (await listManagers(needs.db, organisation.id)).length === 1;
    sendPage(res, HelperPage, { member, trainings, standings, at: needs.clock.now(), isMe, isOnlyManager });
  });

  for (const name of Object.keys(actsOnHelpers) as ActName[]) actRoutes(needs, router, name);
  return router;
}

/** The page that asks whether one is sure, and why when the helper is told why; then the act. */
function actRoutes(needs: SessionNeeds, router: Router, name: ActName): void {
  const { needsReason, act } = actsOnHelpers[name];

  router.get(`/manager/helpers/:id/${name}`, async (req: Request<{ id: string }>, res) => {
    const { organisation } = requireRecentManager(needs, res);
    const { helper } = await memberOf(needs.db, req, organisation.id);
    sendPage(res, ActPage, { form: emptyForm, name, needsReason, helper, organisation });
  });

  router.post(`/manager/helpers/:id/${name}`, async (req: Request<{ id: string }>, res) => {
    const manager = requireRecentManager(needs, res);
    const helperId = idOf(req);
    const form = await formOrPage(needsReason ? reasonForm : noReason, req.body, async (mistakes) => {
      const { helper } = await memberOf(needs.db, req, manager.organisation.id);
      sendPage(res, ActPage, { form: mistakes, name, needsReason, helper, organisation: manager.organisation }, 422);
    });
    if (!form) return;
    const by = managing(needs, manager);
    await manage(needs, { by, tried: { act: name, on: helperId } }, (work) => act(work, { managing: by, helperId, ...form }));
    res.redirect(303, name === 'removal' ? '/manager/helpers' : `/manager/helpers/${helperId}`);
  });
}

const noReason = z.object({ reason: z.string().catch('') });

/** Another organisation's helper and nobody are the same answer. */
async function memberOf(db: Db, req: Request<{ id: string }>, organisationId: string): Promise<Member> {
  const member = await findMember(db, { helperId: idOf(req), organisationId });
  if (!member) throw new Refusal('helper_unknown');
  return member;
}

function idOf(req: Request<{ id: string }>): string {
  if (!isId(req.params.id)) throw new Refusal('helper_unknown');
  return req.params.id;
}
