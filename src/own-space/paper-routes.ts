import { type Request, type Response, Router } from 'express';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { requirePerson } from '../identity/guards.ts';
import { append } from '../journal/append.ts';
import { isId } from '../mandates/forms.ts';
import { certificatePdf, mandatePdf } from '../mandates/paper-pdf.ts';
import { sendPdf } from '../mandates/paper-routes.ts';
import { printCertificate, printMandate } from '../mandates/print-paper.ts';
import { findMandate } from '../mandates/store.ts';
import { storedTerms } from '../mandates/view-mandate.ts';
import { findOrganisation } from '../organisations/store.ts';

type MandateRequest = Request<{ id: string }>;

/** The person prints their own papers again: a mandate, or the certificate that it ended. */
export function ownPaperRoutes(needs: WorkNeeds & { readonly publicUrl: string }): Router {
  const router = Router();

  router.get('/me/mandates/:id/paper.pdf', async (req: MandateRequest, res) => {
    const paper = await atomically(needs, async (work) => printMandate(work, await ownMandate(work, req, res)));
    sendPdf(res, await mandatePdf(paper, needs), 'procura-mandat');
  });

  router.get('/me/mandates/:id/certificate.pdf', async (req: MandateRequest, res) => {
    const certificate = await atomically(needs, async (work) => printCertificate(work, await ownMandate(work, req, res)));
    sendPdf(res, await certificatePdf(certificate, needs), 'procura-fin');
  });

  return router;
}

/** A mandate of the person who is here, with its stored text; the printing is recorded. Not found and not theirs are the same answer. */
async function ownMandate(work: Work, req: MandateRequest, res: Response) {
  const { person } = requirePerson(res);
  const mandate = isId(req.params.id) ? await findMandate(work.tx, req.params.id) : undefined;
  if (mandate?.personId !== person.id) throw new Refusal('mandate_unknown');
  const organisation = await findOrganisation(work.tx, mandate.organisationId);
  const terms = await storedTerms(work, mandate, person);
  if (!organisation || !terms) throw new Refusal('mandate_unknown');
  await append(work, { event: 'own_paper_printed', mandate, person, organisationId: organisation.id });
  return { mandate, person, organisation, terms };
}
