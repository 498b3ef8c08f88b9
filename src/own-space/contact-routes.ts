import { type Request, type Response, Router } from 'express';
import { ContactsPage } from '../../views/own-space/contacts.tsx';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage, FormMistakes } from '../http/parse-form.ts';
import { rateLimit } from '../http/rate-limit.ts';
import { pageOf, sendPage } from '../http/render.ts';
import { updateSession } from '../http/sessions.ts';
import { requirePerson } from '../identity/guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { chooseHowToBeTold } from '../people/choose-how-to-be-told.ts';
import { chooseLanguage } from '../people/choose-language.ts';
import { listAsked } from '../people/code-store.ts';
import { confirmContact, sendContactCode } from '../people/confirm-contact.ts';
import { findPreferences, listContacts } from '../people/contact-store.ts';
import { contactForm, contactIdOf } from '../people/forms.ts';
import { removeContact } from '../people/remove-contact.ts';
import { listShared } from '../people/shared-contact.ts';
import { codeForm, preferencesForm } from './forms.ts';
import { giveOwnContact } from './give-own-contact.ts';
import { mistakeOf } from './contact-mistakes.ts';

/** How the person is reached: their addresses, the code that makes one theirs, and how they want to be told. */
export function ownContactRoutes(needs: WorkNeeds): Router {
  const router = Router();
  // of a person, whatever they remove and add again: somebody else's number is neither flooded nor guessed into theirs
  const asking = rateLimit(needs, { name: 'contact-codes', points: 15, seconds: 3_600 });
  const trying = rateLimit(needs, { name: 'contact-tries', points: 30, seconds: 3_600 });
  const about = (res: Response) => ({ event: 'contact_refused', person: requirePerson(res).person }) as const;

  router.get('/me/contacts', (_req, res) => send(res, emptyForm));

  router.post('/me/contacts', async (req, res) => {
    const { person } = requirePerson(res);
    const form = await formOrPage(contactForm, req.body, (mistakes) => send(res, mistakes));
    if (!form) return;
    await asking.take(person.id);
    await orMistake(res, 'address', async () => {
      const given = { ...form.address, person, language: pageOf(res).language };
      const { id } = await atomicallyRecorded(needs, about(res), (work) => giveOwnContact(work, given));
      res.redirect(303, `/me/contacts#contact-${id}`);
    });
  });

  router.post('/me/contacts/:id/code', async (req, res) => {
    const own = ownOf(req, res);
    await asking.take(own.person.id);
    await orMistake(res, fieldOf(own), async () => {
      await atomicallyRecorded(needs, about(res), (work) => sendContactCode(work, { ...own, language: pageOf(res).language }));
      res.redirect(303, `/me/contacts#contact-${own.contactId}`);
    });
  });

  router.post('/me/contacts/:id/confirmation', async (req, res) => {
    const own = ownOf(req, res);
    await trying.take(own.person.id);
    await orMistake(res, fieldOf(own), async () => {
      const form = codeForm.safeParse(req.body);
      const isRight =
        form.success && (await atomicallyRecorded(needs, about(res), (work) => confirmContact(work, { ...own, ...form.data })));
      if (!isRight) throw new Refusal('contact_code_wrong');
      res.redirect(303, '/me/contacts');
    });
  });

  router.post('/me/contacts/:id/removal', async (req, res) => {
    const own = ownOf(req, res);
    await atomicallyRecorded(needs, about(res), (work) => removeContact(work, own));
    res.redirect(303, '/me/contacts');
  });

  router.post('/me/preferences', async (req, res) => {
    const { person, session } = requirePerson(res);
    const choice = await formOrPage(preferencesForm, req.body, (mistakes) => send(res, mistakes));
    if (!choice) return;
    const { language } = choice;
    await atomically(needs, async (work) => {
      await chooseHowToBeTold(work, { ...choice, person });
      if (session.language === language) return;
      await chooseLanguage(work, { person, language });
      await updateSession(work, { res, facts: { language } }); // one language, for pages and messages
    });
    res.redirect(303, '/me/contacts');
  });

  /** What the person can put right themself is said beside the question, in their language. */
  async function orMistake(res: Response, field: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const mistake = error instanceof Refusal ? mistakeOf(error.code) : undefined;
      if (!mistake) throw error;
      await send(res, new FormMistakes({ values: {}, mistakes: { [field]: mistake } }));
    }
  }

  async function send(res: Response, form: Form): Promise<void> {
    const { person } = requirePerson(res);
    const contacts = await listContacts(needs.db, needs.vault, person.id);
    const shared = await listShared(needs, { personId: person.id, contacts });
    const ids = contacts.map(({ id }) => id);
    const asked = await listAsked(needs.db, ids, needs.clock.now());
    const chosen = (await findPreferences(needs.db, person.id)) ?? null;
    sendPage(res, ContactsPage, { contacts, shared, asked, chosen, form }, Object.keys(form.mistakes).length > 0 ? 422 : 200);
  }

  return router;
}

function ownOf(req: Request<{ id: string }>, res: Response) {
  const { person } = requirePerson(res);
  return { person, contactId: contactIdOf(req.params.id) };
}

function fieldOf({ contactId }: { readonly contactId: string }): string {
  return `code-${contactId}`;
}
