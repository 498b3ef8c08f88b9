// Verifies a file that a supervisor took away of Procura, trusting nobody: one file, no network, no dependency.
//   node verify-export.js FILE --keys keys.json [--seal FILE.jws]
// keys.json: what the service publishes at /verify/keys.json, kept beforehand. A table (CSV) or entries (JSON Lines) carry what was signed
// in their last line; a PDF has it beside it. It exits with 0 when the file is whole and as signed, 1 when it is not, 2 when it cannot judge.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** The last line may be this long. */
const longest = 4_096;

/** Hashes all lines but the last one, and gives that one. */
async function read(name) {
  const hash = createHash('sha256');
  let held = Buffer.alloc(0);
  for await (const chunk of createReadStream(name, { highWaterMark: 1 << 18 })) {
    const bytes = Buffer.concat([held, chunk]);
    const end = bytes.length > 0 && bytes.at(-1) === 10 ? bytes.lastIndexOf(10, bytes.length - 2) : bytes.lastIndexOf(10);
    const kept = end + 1 < bytes.length - longest ? bytes.length : end + 1;
    hash.update(bytes.subarray(0, kept));
    held = bytes.subarray(kept);
  }
  return { sha256: hash.digest('hex'), last: held.toString().trimEnd() };
}

async function hashOf(name) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(name)) hash.update(chunk);
  return hash.digest('hex');
}

/** What was signed, or null: only our own algorithm and the keys given count. */
function open(seal, keys) {
  const [head = '', body = '', signature = ''] = seal.split('.');
  const { alg, kid } = parsed(head) ?? {};
  const key = keys.find((one) => one.kid === kid);
  if (alg !== 'ES256' || !key) return null;
  const publicKey = usable(key);
  const bytes = Buffer.from(signature, 'base64url');
  const isWhole = bytes.toString('base64url') === signature;
  return isWhole && verify('sha256', `${head}.${body}`, { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes) ? parsed(body) : null;
}

function usable({ kty, crv, x, y }) {
  try {
    return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
  } catch {
    throw new Error('the keys hold one that cannot be read.');
  }
}

function keysIn(text) {
  const keys = attempted(() => JSON.parse(text).keys);
  if (!Array.isArray(keys) || keys.some((one) => typeof one?.kid !== 'string'))
    throw new Error('the keys are not written as the service publishes them.');
  return keys;
}

function attempted(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

function parsed(part) {
  return attempted(() => JSON.parse(Buffer.from(part, 'base64url').toString()));
}

/** The seal in a last line: `{"end":…,"seal":"…"}`, or `#end,lines,seal`. */
function sealIn(last) {
  const [, seal] = /^(?:\{"end":\{"lines":\d+\},"seal":"|"?#end"?,"?\d+"?,"?)([\w-]+\.[\w-]+\.[\w-]+)"?\}?$/.exec(last) ?? [];
  return seal ?? null;
}

async function judge(name, { keys, seal: beside }) {
  const { sha256, seal } =
    beside === undefined ? await fromLastLine(name) : { sha256: await hashOf(name), seal: readFileSync(beside, 'utf8').trim() };
  if (seal === null) return [1, 'The file is cut: its last line, which says what was signed, is not there.'];
  const claims = open(seal, keys);
  if (!claims) return [1, 'What the file says was signed was not signed with any of these keys.'];
  if (claims.sha256 !== sha256) return [1, 'The file is not the one that was signed: something in it was changed, added or removed.'];
  const when = new Date(claims.iat * 1_000).toISOString();
  return [
    0,
    `The file is whole, and as ${claims.iss} signed it on ${when}: export ${claims.jti}, ${claims.lines} entries (${claims.format}).`,
  ];
}

async function fromLastLine(name) {
  const { sha256, last } = await read(name);
  return { sha256, seal: sealIn(last) };
}

try {
  const text = { type: 'string' };
  const { values, positionals } = parseArgs({ options: { keys: text, seal: text }, allowPositionals: true });
  if (positionals.length !== 1 || values.keys === undefined)
    throw new Error('usage: verify-export.js FILE --keys keys.json [--seal FILE.jws]');
  const keys = keysIn(readFileSync(values.keys, 'utf8'));
  const [code, sentence] = await judge(positionals[0], { keys, seal: values.seal });
  (code === 0 ? console.log : console.error)(sentence);
  process.exitCode = code;
} catch (error) {
  console.error(`Cannot judge: ${error.message}`);
  process.exitCode = 2;
}
