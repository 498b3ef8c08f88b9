import { parse } from 'csv-parse/sync';
import { ScureBase32Plugin } from 'otplib';
import type { TextKey } from '../http/texts.ts';
import { mostLines } from '../organisations/candidates.ts';
import type { NewCard } from './cards.ts';
import { isSerial } from './forms.ts';
import { makesCodes } from './totp.ts';

/** A line that cannot be taken, and why; the seed is not repeated. */
export interface FaultyCard {
  readonly line: number;
  readonly fault: TextKey;
}

/** Reads a maker's list: serial number, seed in hexadecimal or base32, seconds a code lasts (60 when absent), a line each. Null: too long. */
export function readCards(text: string): { readonly cards: readonly NewCard[]; readonly faults: readonly FaultyCard[] } | null {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (lines.length > mostLines + 1) return null;
  const read: { cards: NewCard[]; faults: FaultyCard[] } = { cards: [], faults: [] };
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || (index === 0 && /serial|série/i.test(line))) continue;
    const card = readCard(line, seen);
    if (typeof card === 'string') read.faults.push({ line: index + 1, fault: card });
    else read.cards.push(card);
  }
  return read;
}

function readCard(line: string, seen: Set<string>): NewCard | TextKey {
  const [cells = []] = cellsOf(line);
  const [serial = '', key = '', period = ''] = cells.map((cell) => cell.trim());
  if (!isSerial(serial)) return 'identity.cards.fault.serial';
  const seed = seedOf(key);
  if (seed === null) return 'identity.cards.fault.seed';
  if (!/^(|30|60)$/.test(period)) return 'identity.cards.fault.period';
  if (seen.has(serial.toUpperCase())) return 'identity.cards.fault.twice';
  seen.add(serial.toUpperCase());
  return { serial: serial.toUpperCase(), seed, period: period === '30' ? 30 : 60 };
}

function cellsOf(line: string): string[][] {
  try {
    return parse(line, { delimiter: [';', ',', '\t'], relax_column_count: true });
  } catch {
    return []; // an open quotation mark: no cell can be trusted
  }
}

/** In base32, of 16 to 64 bytes (RFC 4226 §4, R6); null for anything else. */
function seedOf(key: string): string | null {
  if (/^([0-9a-f]{2}){16,64}$/i.test(key)) return base32.encode(Buffer.from(key, 'hex'), { padding: false });
  const text = key.replace(/=+$/, '').toUpperCase();
  return /^[A-Z2-7]{26,103}$/.test(text) && makesCodes(text) ? text : null;
}

const base32 = new ScureBase32Plugin();
