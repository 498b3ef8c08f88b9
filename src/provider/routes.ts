import { type Request, type Response, Router } from 'express';
import { atomically } from '../db/database.ts';
import { placeOf } from '../http/place.ts';
import { floodLimit } from '../http/rate-limit.ts';
import { sendPage } from '../http/render.ts';
import { ChoosePersonPage } from '../../views/provider/choose-person.tsx';
import { ChooseProcedurePage } from '../../views/provider/choose-procedure.tsx';
import { NothingOfferedPage } from '../../views/provider/nothing-offered.tsx';
import { listExclusions } from '../organisations/exclusion-store.ts';
import { knownClients } from './clients.ts';
import { confirmationRoutes } from './confirmation-routes.ts';
import { currentProvider } from './current-provider.ts';
import { choiceQuery } from './forms.ts';
import { answerWithRefusal, listChoices } from './interaction.ts';
import { chosen, confirmationPath, mustConfirm, type Opened, openedInteraction, takeUp } from './interaction-guards.ts';
import type { ProviderNeeds, RoomNeeds } from './needs.ts';
import { transmitter } from './signal.ts';
import { receiptRoutes } from './receipt-routes.ts';

const peoplePerPage = 20;

/** What relying parties ask: the protocol itself, under /oidc, and their receipts. Before any body parser: the library reads its own. */
export function oidcRoutes(house: ProviderNeeds): Router {
  const router = Router();
  const needs = { ...house, clients: knownClients(house) };
  const provider = currentProvider(needs);
  router.use(receiptRoutes(needs));

  // FranceConnect asks for an address that says whether we are there.
  router.get('/oidc', (_req, res) => res.json({ status: 'ok' }));

  // Where the Shared Signals Framework §7 looks for a transmitter whose issuer has a path.
  router.get('/.well-known/ssf-configuration/oidc', (_req, res) => res.json(transmitter(needs)));

  // Each request makes us keep something for half an hour, and anybody may send one. A whole town hall may share an address.
  const perPlace = floodLimit({ points: 300, seconds: 60 });
  router.get('/oidc/authorize', async (req, _res, next) => {
    await perPlace.take(placeOf(req));
    next();
  });

  router.use('/oidc', async (req, res) => {
    const handle = await provider();
    await handle(req, res);
  });

  return router;
}

/** What a helper does while a service waits: chooses a person and a procedure, or goes back. */
export function interactionRoutes(house: ProviderNeeds): Router {
  const router = Router();
  const needs = { ...house, clients: knownClients(house) };
  router.use(confirmationRoutes(needs));

  router.get('/interaction/:uid', async (req, res) => {
    const opened = await openedInteraction(needs, req, res);
    if (opened) await showChoices(needs, { req, res, ...opened });
  });

  router.post('/interaction/:uid', async (req, res) => {
    const opened = await openedInteraction(needs, req, res);
    if (!opened) return;
    const choice = chosen(req.body);
    if (mustConfirm(opened, choice)) return res.redirect(303, confirmationPath(opened, choice));
    await takeUp(needs, res, { ...opened, choice });
  });

  router.post('/interaction/:uid/abandonment', async (req, res) => {
    const opened = await openedInteraction(needs, req, res);
    if (!opened) return;
    await atomically(needs, (work) => answerWithRefusal(work, opened.interaction, 'the user did not choose'));
    res.redirect(303, opened.interaction.returnTo);
  });

  return router;
}

async function showChoices(
  needs: RoomNeeds,
  { req, res, interaction, chooser }: Opened & { readonly req: Request; readonly res: Response },
): Promise<void> {
  const { q, page, person } = choiceQuery.parse(req.query);
  const list = (query: { readonly limit: number; readonly offset: number; readonly personId?: string }) =>
    listChoices(needs, interaction, { ...query, chooser, search: person ? '' : q });
  if (person) {
    const [choice] = await list({ limit: 1, offset: 0, personId: person });
    if (choice) return sendPage(res, ChooseProcedurePage, { interaction, choice });
  }
  const excluded = await listExclusions(needs.db, { id: chooser.organisation.id, excludedProcedures: interaction.excluded });
  const people = await list({ limit: peoplePerPage + 1, offset: (page - 1) * peoplePerPage });
  if (people.length === 0 && q === '' && page === 1) return sendPage(res, NothingOfferedPage, { interaction, excluded });
  sendPage(res, ChoosePersonPage, {
    interaction,
    excluded,
    people: people.slice(0, peoplePerPage),
    search: q,
    page,
    hasMore: people.length > peoplePerPage,
  });
}
