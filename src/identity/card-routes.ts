import { type Request, type Response, Router } from 'express';
import { CardPage } from '../../views/identity/card.tsx';
import { CardsPage } from '../../views/identity/cards.tsx';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { pageOf, sendPage } from '../http/render.ts';
import type { SessionNeeds } from '../http/sessions.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { findHelper, findHelperByEmail } from '../organisations/store.ts';
import { type FaultyCard, readCards } from './card-file.ts';
import { findCard, listCards } from './card-store.ts';
import { bindCard, importCards, releaseCard } from './cards.ts';
import { bindingForm, cardListForm, cardsQuery, isSerial, releaseForm } from './forms.ts';
import { type SignedInHelper } from './guards.ts';
import { requireManager, requireRecentManager } from './manager-guards.ts';
import { tellFactorsChanged } from './tell-factors-changed.ts';

type CardRequest = Request<{ serial: string }>;

const linesPerPage = 50;

/** An organisation's cards that show codes: imported, given to helpers, taken back. Their manager's. */
export function cardRoutes(needs: SessionNeeds): Router {
  const router = Router();

  router.get('/manager/cards', (req, res) => {
    requireRecentManager(needs, res); // asked for before a list is pasted, not after
    return sendCards(req, res, { form: emptyForm });
  });

  router.post('/manager/cards', async (req, res) => {
    const by = byOf(requireRecentManager(needs, res));
    const list = await formOrPage(cardListForm, req.body, (mistakes) => sendCards(req, res, { form: mistakes }));
    if (list === undefined) return;
    const read = readCards(list);
    if (!read) return sendCards(req, res, { form: { values: {}, mistakes: { seeds: 'application.helpers.mistake.long' } } });
    const { cards, faults } = read;
    const known = cards.length > 0 ? await atomically(needs, (work) => importCards(work, { ...by, cards })) : [];
    await sendCards(req, res, { form: emptyForm, outcome: { added: cards.length - known.length, known, faults } });
  });

  router.get('/manager/cards/:serial', (req: CardRequest, res) => {
    requireRecentManager(needs, res);
    return sendCard(req, res, emptyForm);
  });

  router.post('/manager/cards/:serial/binding', async (req: CardRequest, res) => {
    const by = byOf(requireRecentManager(needs, res));
    const form = await formOrPage(bindingForm, req.body, (mistakes) => sendCard(req, res, mistakes));
    if (!form) return;
    const serial = serialOf(req);
    const helper = await findHelperByEmail(needs.db, form.email);
    const outcome = await atomicallyRecorded(needs, attemptOf(by), async (work) => {
      if (!helper) throw new Refusal('helper_unknown');
      const done = await bindCard(work, { ...by, serial, helper, code: form.code });
      if (done === 'bound') await tellFactorsChanged(work, { helper, language: pageOf(res).language, publicUrl: needs.publicUrl });
      return done;
    });
    if (outcome === 'bound') return res.redirect(303, `/manager/cards/${serial}`);
    const mistakes: Form['mistakes'] = outcome === 'no_codes' ? { '': 'identity.mistake.noCodes' } : { code: 'identity.mistake.code' };
    await sendCard(req, res, { values: { email: form.email }, mistakes });
  });

  router.post('/manager/cards/:serial/release', async (req: CardRequest, res) => {
    const by = byOf(requireRecentManager(needs, res));
    const form = await formOrPage(releaseForm, req.body, (mistakes) => sendCard(req, res, mistakes));
    if (!form) return;
    const serial = serialOf(req);
    await atomicallyRecorded(needs, attemptOf(by), (work) => releaseCard(work, { ...by, serial, because: form.because }));
    res.redirect(303, `/manager/cards/${serial}`);
  });

  async function sendCards(req: Request, res: Response, { form, outcome }: { form: Form; outcome?: ImportOutcome }): Promise<void> {
    const { organisation } = requireManager(res);
    const { after } = cardsQuery.parse(req.query);
    const lines = await listCards(needs.db, organisation.id, { limit: linesPerPage + 1, after });
    const cards = lines.slice(0, linesPerPage);
    sendPage(res, CardsPage, { form, cards, hasMore: lines.length > linesPerPage, ...(outcome && { outcome }) }, statusOf(form));
  }

  async function sendCard(req: CardRequest, res: Response, form: Form): Promise<void> {
    const { organisation } = requireManager(res);
    const card = await findCard(needs.db, { organisationId: organisation.id, serial: serialOf(req) });
    if (!card) throw new Refusal('card_unknown');
    const helper = card.helperId === null ? undefined : await findHelper(needs.db, card.helperId);
    sendPage(res, CardPage, { card, helper: helper ?? null, form }, statusOf(form));
  }

  return router;
}

/** What became of a list of cards. */
export interface ImportOutcome {
  readonly added: number;
  /** Serial numbers that were there already. */
  readonly known: readonly string[];
  readonly faults: readonly FaultyCard[];
}

function serialOf({ params: { serial } }: CardRequest): string {
  if (!isSerial(serial)) throw new Refusal('card_unknown');
  return serial;
}

function byOf({ helper: manager, organisation }: SignedInHelper) {
  return { manager, organisationId: organisation.id };
}

function attemptOf({ manager: helper, organisationId }: ReturnType<typeof byOf>) {
  return { event: 'second_factor_refused', helper, organisationId } as const;
}

function statusOf(form: Form): number {
  return form === emptyForm ? 200 : 422;
}
