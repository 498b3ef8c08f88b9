import type { Language } from '../../src/http/texts.ts';
import { type Terms, writeTerms } from '../../src/mandates/attestation.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { mandatePdf } from '../../src/mandates/paper-pdf.ts';
import type { Certificate, Paper } from '../../src/mandates/print-paper.ts';
import { procedureCodes } from '../../src/mandates/procedures.ts';
import { formatStopCode, newStopCode } from '../../src/mandates/stop-code.ts';
import type { Person } from '../../src/people/person.ts';
import { josephine } from './world.ts';

const at = new Date('2026-11-25T20:00:00Z');
const expiresAt = new Date('2027-11-25T20:00:00Z');
export const publicUrl = 'https://mandats.une-collectivite-au-nom-long.example';
export const organisation = { name: 'CCAS de Villeneuve', siret: '12345678900011', address: '1 place de la Mairie, 70000 Vesoul' };
export const stopCode = formatStopCode(newStopCode());

function mandateIn(language: Language): Mandate {
  return {
    ...{ id: '5f0c9a4e-1111-4000-8000-000000000000', journalRef: '', organisationId: '', personId: '', helperId: '', namedHelpers: null },
    ...{ duration: 'year', language, termsHash: Buffer.alloc(32, 7), startsAt: at, expiresAt },
    ...{ agreedAt: at, concludedAt: at, revokedAt: null },
    procedures: procedureCodes.map((code) => ({ code, revokedAt: null, endCause: null })),
  };
}

type Facts = Partial<Parameters<typeof writeTerms>[0]>;

/** The paper of a mandate with all ten procedures, and the terms it prints. */
export function paperIn(language: Language, facts: Facts = {}): { readonly terms: Terms; readonly pdf: Promise<Buffer> } {
  const paper = unprinted(language, facts);
  return { terms: paper.terms, pdf: mandatePdf(paper, { publicUrl }) };
}

/** All that this paper says, before it is printed; signed by nobody. */
export function unprinted(language: Language, facts: Facts = {}): Paper {
  const terms = writeTerms({
    namedHelpers: null,
    ...{ language, person: josephine, organisation, helperName: 'Claire MOREL', procedures: procedureCodes, startsAt: at, expiresAt },
    ...facts,
  });
  const signed = `${'a'.repeat(44)}.${'b'.repeat(320)}.${'c'.repeat(86)}`;
  return { mandate: mandateIn(language), terms, stopCode, isActive: true, signed, seal: () => 'a.b.c', at };
}

/** The certificate of its end, by the stop code; of nobody for whoever only holds the code. */
export function certificateIn(language: Language, of: Person | null): Certificate {
  const ending = { at, cause: 'revoked', channel: 'stop_code' } as const;
  const standing = { certifiedAt: at, certificationExpiresAt: null, suspendedAt: null, withdrawnAt: null };
  return {
    ...{ mandate: mandateIn(language), person: of, isWhole: true, signed: 'a.b.c', seal: () => 'a.b.c', at },
    endings: (['social', 'argent'] as const).map((procedure) => ({ procedure, ...ending })),
    organisation: { ...organisation, ...standing, id: '', kind: 'CCAS', territory: '70', excludedProcedures: [] },
  };
}
