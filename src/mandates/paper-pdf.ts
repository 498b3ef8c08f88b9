import { certificateSides } from '../../views/paper/certificate.ts';
import { mandateSides } from '../../views/paper/mandate-paper.ts';
import { sheetPdf } from '../paper/sheet.ts';
import { termsText } from './attestation.ts';
import type { Certificate, Paper } from './print-paper.ts';

interface Where {
  readonly publicUrl: string;
}

/** The paper as a PDF; the stored text and what its square says travel inside, so that it proves itself. */
export function mandatePdf(paper: Paper, where: Where): Promise<Buffer> {
  const attachments = [
    { name: 'mandate.json', content: termsText(paper.terms) },
    { name: 'mandate.jws', content: paper.signed },
  ];
  return sheetPdf(mandateSides(paper, where), { at: paper.at, attachments });
}

/** The certificate as a PDF. */
export function certificatePdf(certificate: Certificate, where: Where): Promise<Buffer> {
  const attachments = [{ name: 'certificate.jws', content: certificate.signed }];
  return sheetPdf(certificateSides(certificate, where), { at: certificate.at, attachments });
}
