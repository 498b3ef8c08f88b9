import { type Request, type Response, Router } from 'express';
import { atomically } from '../db/database.ts';
import { Refusal, type RefusalCode, refusals } from '../errors.ts';
import { sendPage } from '../http/render.ts';
import { allowFormAction } from '../http/security-headers.ts';
import { requireRecentSecondFactor } from '../identity/guards.ts';
import { ChoosePersonPage } from '../../views/provider/choose-person.tsx';
import { ChooseProcedurePage } from '../../views/provider/choose-procedure.tsx';
import { NothingOfferedPage } from '../../views/provider/nothing-offered.tsx';
import { UseRefusedPage } from '../../views/provider/use-refused.tsx';
import { knownClients } from './clients.ts';
import { currentProvider } from './current-provider.ts';
import { type Choice, choiceForm, choiceQuery } from './forms.ts';
import { answerWithRefusal, answerWithUse, type Chooser, type Interaction, listChoices, openInteraction } from './interaction.ts';
import type { ProviderNeeds, RoomNeeds } from './needs.ts';
import { interactionCookie } from './provider.ts';
import { receiptRoutes } from './receipt-routes.ts';
import { recordRefusedUse } from './refused.ts';

const peoplePerPage = 20;

/** What relying parties ask: the protocol itself, under /oidc, and their receipts. Before any body parser: the library reads its own. */
export function oidcRoutes(house: ProviderNeeds): Router {
  const router = Router();
  const needs = { ...house, clients: knownClients(house) };
  const provider = currentProvider(needs);
  router.use(receiptRoutes(needs));

  // FranceConnect asks for an address that says whether we are there.
  router.get('/oidc', (_req, res) => res.json({ status: 'ok' }));

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

  router.get('/interaction/:uid', async (req, res) => {
    const opened = await open(needs, req, res);
    if (opened) await showChoices(needs, { req, res, ...opened });
  });

  router.post('/interaction/:uid', async (req, res) => {
    const opened = await open(needs, req, res);
    if (!opened) return;
    const { interaction, chooser } = opened;
    const choice = chosen(req.body);
    const refusal = await refusalOf(atomically(needs, (work) => answerWithUse(needs, work, { interaction, chooser, choice })));
    if (!refusal || (refusal === 'interaction_unknown' && (await isAnswered(needs, opened))))
      return res.redirect(303, interaction.returnTo);
    await recordRefusedUse(needs, { ...chooser, ...choice, clientId: interaction.client.id, refusal });
    sendPage(res, UseRefusedPage, { interaction, procedure: choice.procedure, code: refusal }, refusals[refusal].status);
  });

  router.post('/interaction/:uid/abandonment', async (req, res) => {
    const opened = await open(needs, req, res);
    if (!opened) return;
    await atomically(needs, (work) => answerWithRefusal(work, opened.interaction, 'the user did not choose'));
    res.redirect(303, opened.interaction.returnTo);
  });

  return router;
}

interface Opened {
  readonly interaction: Interaction;
  readonly chooser: Chooser;
}

/** The interaction of this address and this browser. One that is answered goes on to the service; then there is nothing to show. */
async function open(needs: RoomNeeds, req: Request<{ uid: string }>, res: Response): Promise<Opened | null> {
  const chooser = requireRecentSecondFactor(needs, res);
  const { uid } = req.params;
  if (!hasCookie(req, uid)) throw new Refusal('interaction_unknown');
  const interaction = await openInteraction(needs, { ...chooser, uid });
  if (interaction.answered) {
    res.redirect(303, interaction.returnTo);
    return null;
  }
  allowFormAction(res, interaction.redirectUri);
  return { interaction, chooser };
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
  const people = await list({ limit: peoplePerPage + 1, offset: (page - 1) * peoplePerPage });
  if (people.length === 0 && q === '' && page === 1) return sendPage(res, NothingOfferedPage, { interaction });
  sendPage(res, ChoosePersonPage, {
    interaction,
    people: people.slice(0, peoplePerPage),
    search: q,
    page,
    hasMore: people.length > peoplePerPage,
  });
}

/** The refusal an act met, when it met one that is about the act; a fault, or a journal that cannot be written, is thrown on. */
async function refusalOf(act: Promise<void>): Promise<RefusalCode | null> {
  try {
    await act;
    return null;
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'journal_unavailable') return error.code;
    throw error;
  }
}

/** Sent twice: the first one stands. */
async function isAnswered(needs: RoomNeeds, { interaction, chooser }: Opened): Promise<boolean> {
  return (await openInteraction(needs, { ...chooser, uid: interaction.uid })).answered;
}

/** Only hidden fields and buttons: what does not parse was not sent by our page. */
function chosen(body: unknown): Choice {
  const { data, error } = choiceForm.safeParse(body);
  if (!data) throw new Refusal('input_malformed', { cause: error });
  return data;
}

/** The library gave this browser, and no other, a cookie for this address. */
function hasCookie(req: Request, uid: string): boolean {
  return (req.headers.cookie ?? '').split(/; */).includes(`${interactionCookie}=${uid}`);
}
