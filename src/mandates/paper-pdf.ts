import { certificateSides } from '../../views/paper/certificate.ts';
import { mandateSides } from '../../views/paper/mandate-paper.ts';
import { sheetPdf } from '../paper/sheet.ts';
import { termsText } from './attestation.ts';
import { sealFile } from './file-seal.ts';
import type { Certificate, Paper } from './print-paper.ts';

interface Where {
  readonly publicUrl: string;
}

/** The paper as a PDF; the stored text and what its square says travel inside, and the file is sealed, so that it proves itself. */
export async function mandatePdf(paper: Paper, where: Where): Promise<Buffer> {
  const attachments = [
    { name: 'mandate.json', content: termsText(paper.terms) },
    { name: 'mandate.jws', content: paper.signed },
  ];
  return sealFile(await sheetPdf(mandateSides(paper, where), { at: paper.at, attachments }), paper);
}

/** The certificate as a PDF, sealed likewise. */
export async function certificatePdf(certificate: Certificate, where: Where): Promise<Buffer> {
  const attachments = [{ name: 'certificate.jws', content: certificate.signed }];
  return sealFile(await sheetPdf(certificateSides(certificate, where), { at: certificate.at, attachments }), certificate);
}
