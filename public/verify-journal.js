// Verifies what Procura's journal hands out, trusting nobody: one file, no network, no dependency, nothing shared with the service.
//   node verify-journal.js FILE… --key VKEY [--policy FILE] [--since OLD_CHECKPOINT]
// FILE: an export (several parts in order), *.tlog-proof files (of one entry, or of many one after the other, as for a whole mandate),
// a checkpoint, or a consistency proof ("old N", hashes, checkpoint).
// It exits with 0 when all is as signed, 1 when something is wrong, 2 when it could not judge. The page /verify-proof runs it too.
// Formats: RFC 6962 (tree), RFC 8785 (entries), C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof, tlog-policy.
(() => {
  'use strict';

  const words = {
    altered: 'Entry {at} was altered: {why}.',
    missing: 'Entry {at} is missing: {why}.',
    inserted: 'An entry was inserted at place {at}: {why}.',
    reordered: 'Entry {at} is out of order: {why}.',
    wrong_signature: 'Wrong signature: {why}.',
    rolled_back: 'The journal was rolled back: {why}.',
    split_view: 'Two histories were signed: {why}.',
    truncated: 'The export stops after {at} entries: {why}.',
    told_otherwise: 'Entry {at} is told otherwise than it was recorded: {why}.',
    hashes: 'The file’s hashes were altered near entry {at}: {why}.',
    rewritten: 'These are not the entries that were signed: {why}.',
    unusable: 'Cannot judge: {why}.',
  };
  const reasons = {
    bytes: 'its text is not the one recorded',
    number: 'its line says another place',
    unreadable: 'its line {line} cannot be read',
    not_canonical: 'its text is not in canonical form',
    not_an_entry: 'its text is not that of an entry',
    absent: 'it is in the signed tree and not in the file',
    tile_absent: 'the hashes from there on are not in the file',
    entries_right: 'the entries themselves are as signed',
    extra: 'it is not in the signed tree',
    place: 'the text recorded at place {other} stands there',
    chain_gap: 'after number {n} of its mandate comes number {next}',
    chain_prev: 'the next entry of its mandate speaks of another text',
    root: 'their root is not the one of the checkpoint',
    not_signed: 'no signature of {key} on {what}',
    bad_signature: 'the signature of {key} does not fit {what}',
    quorum: 'too few witnesses cosigned {what}',
    shorter: '{old} entries were signed before, {size} are left',
    same_size: 'at {size} entries the two roots differ',
    prefix: 'the first {old} entries are not those signed before',
    no_checkpoint: 'its checkpoint is not there',
    no_end: 'its last line is not there, or counts others',
    not_continued: 'it does not go on from the last entry of the volume before',
    since_other: 'the older checkpoint is of another volume',
    not_said: 'its time or its kind is not the one proven',
    header: 'the header and the checkpoint do not agree',
    place_proof: 'the proof does not lead to the signed root ({fault})',
    field: 'the field shown as “{name}” is not the one recorded',
    form: '{what} is malformed',
    no_key: 'give the journal’s key (--key) or a policy (--policy)',
    no_file: '{what} cannot be read',
    later_part: 'this part begins at {from}, after what is to be compared',
    part_order: 'this part begins at {from}, the one before ends at {at}',
    no_consistency: 'a consistency proof is needed to compare with the older checkpoint',
    no_ed25519: 'this browser cannot check Ed25519 signatures',
    usage: 'usage: verify-journal.js FILE… --key VKEY [--policy FILE] [--since FILE]',
  };
  const inEnglish = (key, texts) => texts[key];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => String(values[name] ?? '?'));

  /** What is wrong, where, and why; one sentence, in the words given or in English, and another for what else is wrong. */
  class Fault extends Error {
    constructor(kind, reason, values = {}) {
      super(kind);
      Object.assign(this, { kind, reason, values });
    }
    say(said) {
      const sentence = fill(said(this.kind, words), { ...this.values, why: fill(said(this.reason, reasons), this.values) });
      return this.other ? `${sentence} ${this.other.say(said)}` : sentence;
    }
    and(other) {
      return other === this ? this : Object.assign(this, { other });
    }
  }
  const unusable = (reason, values) => new Fault('unusable', reason, values);
  const malformed = (what) => unusable('form', { what });

  // ---- bytes: what is written otherwise than it must be is refused
  const utf8 = new TextEncoder();
  const plainFromBase64 = (text, what) => {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4) throw malformed(what);
    const binary = atob(text);
    if (btoa(binary) !== text) throw malformed(what);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  };
  /** As `native` below: Node's own where there is one. */
  const fromBase64 = globalThis.Buffer
    ? (text, what) => {
        const bytes = Buffer.from(text, 'base64');
        if (bytes.toString('base64') !== text) throw malformed(what);
        return bytes;
      }
    : plainFromBase64;
  const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
  const plainBase64Url = (bytes) => toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
  /** As `native` below: Node's own where there is one. */
  const toBase64Url = globalThis.Buffer
    ? ({ buffer, byteOffset, length }) => Buffer.from(buffer, byteOffset, length).toString('base64url')
    : plainBase64Url;
  const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const same = (one, other) => {
    if (one.length !== other.length) return false;
    for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
    return true;
  };

  // ---- SHA-256 (FIPS 180-4), in plain JavaScript: WebCrypto answers asynchronously, which is far slower for millions of short texts
  const primes = (count) => {
    const found = [];
    for (let n = 2; found.length < count; n++) if (found.every((p) => n % p)) found.push(n);
    return found;
  };
  const fraction = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0;
  const constants = Int32Array.from(primes(64), (p) => fraction(Math.cbrt(p)));
  const begin = Int32Array.from(primes(8), (p) => fraction(Math.sqrt(p)));
  const schedule = new Int32Array(64);
  let space = new Uint8Array(4096);
  let view = new DataView(space.buffer);
  /** Node's own, where there is one, since it is faster; the same values (a test compares them). */
  const { hash: native } = globalThis.process?.getBuiltinModule?.('node:crypto') ?? {};
  const sha256 = (...parts) => (native ? native('sha256', joined(parts), 'buffer') : plainSha256(...parts));
  const joined = (parts) => {
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((end, part) => (bytes.set(part, end), end + part.length), 0);
    return bytes;
  };
  /** SHA-256 of the parts, one after the other. */
  function plainSha256(...parts) {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const padded = (((length + 8) >> 6) + 1) << 6;
    if (padded > space.length) view = new DataView((space = new Uint8Array(padded * 2)).buffer);
    let end = 0;
    for (const part of parts) {
      space.set(part, end);
      end += part.length;
    }
    space.fill(0, length, padded)[length] = 0x80;
    view.setUint32(padded - 8, Math.floor(length / 2 ** 29));
    view.setUint32(padded - 4, (length << 3) >>> 0);
    const state = begin.slice();
    for (let at = 0; at < padded; at += 64) block(state, at);
    const digest = new Uint8Array(32);
    for (let i = 0; i < 32; i++) digest[i] = state[i >> 2] >>> (24 - (i & 3) * 8);
    return digest;
  }
  function block(state, at) {
    const w = schedule;
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4);
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15];
      const y = w[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = [state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]];
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + constants[i] + w[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }

  // ---- the tree
  const hashLeaf = (bytes) => sha256([0], bytes);
  /** The same of a text, in base64url: how an entry's successor names it. */
  const hashText = native
    ? (text) => native('sha256', `\0${text}`, 'base64url')
    : (text) => plainBase64Url(plainSha256([0], utf8.encode(text)));
  const pair = Uint8Array.of(1, ...new Array(64).fill(0));
  const hashNode = (left, right) => {
    pair.set(left, 1);
    pair.set(right, 33);
    return native ? native('sha256', pair, 'buffer') : plainSha256(pair);
  };
  /** A tree that grows by its leaf hashes and knows its root; begun from the perfect subtrees of what comes before. */
  class Tree {
    constructor(size = 0, before = []) {
      this.size = size;
      this.stack = [...before];
    }
    /** A leaf's hash, or the root of a perfect subtree of so many leaves. */
    append(hash, width = 1) {
      let top = hash;
      for (let n = this.size / width; n % 2 === 1; n = (n - 1) / 2) top = hashNode(this.stack.pop(), top);
      this.stack.push(top);
      this.size += width;
    }
    root() {
      return this.stack.length ? this.stack.reduceRight((right, left) => hashNode(left, right)) : sha256();
    }
  }
  /** RFC 9162 §2.1.3.2 and §2.1.4.2: climbs from a node to the root, on one or two trees at once. */
  function climb(node, last, start, proof) {
    let [older, newer] = [start, start];
    for (const step of proof) {
      if (last === 0) return null;
      if (node % 2 === 1 || node === last) {
        [older, newer] = [hashNode(step, older), hashNode(step, newer)];
        while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
      } else newer = hashNode(newer, step);
      [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
    }
    return last === 0 ? { older, newer } : null;
  }
  function isConsistent(older, newer, proof) {
    if (older.size === newer.size) return proof.length === 0 && same(older.root, newer.root);
    if (older.size === 0) return proof.length === 0;
    if (proof.length === 0) return false;
    let [node, last] = [older.size - 1, newer.size - 1];
    while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
    const [start, ...path] = node === 0 ? [older.root, ...proof] : proof;
    const end = climb(node, last, start, path);
    return end !== null && same(end.older, older.root) && same(end.newer, newer.root);
  }

  // ---- keys, notes, checkpoints, policy
  function parseVkey(text) {
    const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
    const bytes = name === undefined ? [] : fromBase64(base64, 'the key');
    if (bytes.length !== 33 || ![1, 4].includes(bytes[0])) throw malformed('the key');
    if (toHex(sha256(utf8.encode(`${name}\n`), bytes).subarray(0, 4)) !== id) throw malformed('the key');
    return { name, id, type: bytes[0], raw: bytes.subarray(1) };
  }
  /** An origin without its last number, and that number: each volume of a journal has the next. */
  const volumeIn = (origin) => {
    const [, stem = origin, number = '1'] = /^(.+)\/([1-9]\d{0,8})$/.exec(origin) ?? [];
    return { stem, number: Number(number) };
  };
  const volumesBetween = (origin, other) =>
    volumeIn(origin).stem === volumeIn(other).stem ? volumeIn(origin).number - volumeIn(other).number : NaN;
  /** The keys, and those of the log under the name of a later volume. */
  const keysFor = (origin, keys) => [
    ...keys,
    ...keys
      .filter(({ type, name }) => type === 1 && volumesBetween(origin, name) > 0)
      .map(({ type, raw }) => {
        const id = toHex(sha256(utf8.encode(`${origin}\n`), Uint8Array.of(type), raw).subarray(0, 4));
        return { name: origin, id, type, raw };
      }),
  ];
  async function isSigned(key, text, rest) {
    if (rest.length !== (key.type === 4 ? 72 : 64)) return false;
    const time = key.type === 4 ? new DataView(rest.buffer, rest.byteOffset).getBigUint64(0) : null;
    const signed = utf8.encode(time === null ? text : `cosignature/v1\ntime ${time}\n${text}`);
    let imported;
    try {
      imported = await crypto.subtle.importKey('raw', key.raw, { name: 'Ed25519' }, false, ['verify']);
    } catch {
      throw unusable('no_ed25519');
    }
    return crypto.subtle.verify({ name: 'Ed25519' }, imported, rest.slice(-64), signed);
  }
  /** A checkpoint's origin, size, root and who signed it. A known key with a wrong signature, or too few signatures, is a fault. */
  async function openCheckpoint(note, policy, what) {
    const end = note.lastIndexOf('\n\n');
    if (end < 0 || !note.endsWith('\n') || /[\0-\x09\x0b-\x1f\ufffd]/.test(note)) throw malformed(what);
    const text = note.slice(0, end + 1);
    const [origin, size, root, ...more] = text.split('\n');
    if (!origin || !/^(0|[1-9]\d*)$/.test(size ?? '') || !Number.isSafeInteger(Number(size))) throw malformed(what);
    if (more.pop() !== '' || more.includes('')) throw malformed(what);
    const head = { origin, size: Number(size), root: fromBase64(root, what), text };
    if (head.root.length !== 32) throw malformed(what);
    const lines = note
      .slice(end + 2, -1)
      .split('\n')
      .slice(0, 100);
    const signers = new Set();
    const keys = keysFor(origin, policy.keys);
    for (const line of lines) {
      const [, name, base64] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
      const bytes = name === undefined ? [] : fromBase64(base64, what);
      if (bytes.length < 5) throw malformed(what);
      const key = keys.find((one) => one.name === name && one.id === toHex(bytes.subarray(0, 4)));
      if (!key || signers.has(key)) continue;
      if (!(await isSigned(key, text, bytes.slice(4)))) throw new Fault('wrong_signature', 'bad_signature', { key: name, what });
      signers.add(key);
    }
    if (![...signers].some((key) => key.type === 1 && key.name === origin))
      throw new Fault('wrong_signature', 'not_signed', { key: policy.keys.map((key) => key.name).join(', '), what });
    if (!policy.isMet(signers)) throw new Fault('wrong_signature', 'quorum', { what });
    return { ...head, signers: [...signers].map((key) => key.name) };
  }
  /** tlog-policy: `log`, `witness`, `group`, `quorum`. Keys alone make a policy that asks for no witness. */
  function parsePolicy(vkeys, text = '') {
    const keys = vkeys.map(parseVkey);
    const rules = new Map([['none', () => true]]);
    let quorum = 'none';
    const takeKey = (vkey, type) => {
      const key = parseVkey(vkey ?? '');
      if (key.type !== type) throw malformed('the policy');
      keys.push(key);
      return key;
    };
    for (const line of text.split('\n')) {
      const [word = '', ...rest] = line.replace(/#.*$/, '').trim().split(/\s+/);
      if (word === 'log') takeKey(rest[0], 1);
      else if (word === 'witness') {
        const key = takeKey(rest[1], 4);
        rules.set(rest[0], (signers) => signers.has(key));
      } else if (word === 'group') {
        const members = rest.slice(2).map((name) => rules.get(name));
        const needed = rest[1] === 'all' ? members.length : rest[1] === 'any' ? 1 : Number(rest[1]);
        if (!(needed >= 1 && needed <= members.length) || members.includes(undefined)) throw malformed('the policy');
        rules.set(rest[0], (signers) => members.filter((member) => member(signers)).length >= needed);
      } else if (word === 'quorum' && rules.has(rest[0])) quorum = rest[0];
      else if (word !== '') throw malformed('the policy');
    }
    if (!keys.some((key) => key.type === 1)) throw unusable('no_key');
    return { keys, isMet: (signers) => rules.get(quorum)(signers) };
  }

  // ---- entries
  const canonical = (value) => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
    if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new TypeError('not a safe integer');
    if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) throw new TypeError('half a character');
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
  };
  const tryOr = (act, otherwise) => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };
  const isText = (value, pattern) => typeof value === 'string' && pattern.test(value);
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  /** The entry that a text says, or the fault in it. */
  function readEntry(text, at) {
    const entry = tryOr(() => JSON.parse(text), null);
    if (entry === null || tryOr(() => canonical(entry), null) !== text) throw new Fault('altered', 'not_canonical', { at });
    const { _sd: digests, at: instant, id, k: kind, m: mandate, v: version, ...more } = entry;
    const isForm =
      Array.isArray(digests) &&
      digests.every((digest, place) => isText(digest, /^[\w-]{43}$/) && (place === 0 || digest > digests[place - 1])) &&
      isText(instant, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) &&
      [isText(id, uuid), isText(kind, /./), version === 1, Object.keys(more).length === 0].every(Boolean) &&
      (mandate === undefined || (isText(mandate.id, uuid) && mandate.n >= 1 && isText(mandate.prev, /^([\w-]{43})?$/)));
    if (!isForm) throw new Fault('altered', 'not_an_entry', { at });
    return entry;
  }

  // ---- an entry's line as ours are written, read from its bytes at once; any other is left to JSON and `readEntry` (a test compares them)
  /** What is hashed of the entry being read: a zero, then its text. */
  const entryBytes = globalThis.Buffer ? Buffer.alloc(16_385) : new Uint8Array(16_385);
  entryBytes.set(utf8.encode('\0{"_sd":['));
  const [beforeIndex, beforeDigests, beforeTile] = ['{"index":', String.raw`,"leaf":"{\"_sd\":[`, '{"tile":'].map((text) =>
    utf8.encode(text),
  );
  function isAt(expected, bytes, at) {
    for (let n = 0; n < expected.length; n++) if (bytes[at + n] !== expected[n]) return false;
    return true;
  }
  const isUrlSafe = Uint8Array.from({ length: 256 }, (_, code) => Number(/[\w-]/.test(String.fromCharCode(code))));
  const id = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
  const afterDigests = new RegExp(
    String.raw`^\],"at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","id":"${id}","k":"([a-z_]+)",` +
      String.raw`(?:"m":\{"id":"(${id})","n":([1-9]\d{0,14}),"prev":"([\w-]{43})?"\},)?"v":1\}$`,
  );
  /** The place, the hash and the mandate of the entry in these bytes of a file; null when the line is not written as ours are. */
  function readLine(bytes, from, to) {
    if (!isAt(beforeIndex, bytes, from)) return null;
    const digits = from + beforeIndex.length;
    let [at, index] = [digits, 0];
    for (; bytes[at] >= 48 && bytes[at] <= 57; at++) index = index * 10 + bytes[at] - 48;
    const isNumber = at > digits && at <= digits + 15 && (bytes[digits] !== 48 || at === digits + 1);
    if (!isNumber || !isAt(beforeDigests, bytes, at) || bytes[to - 2] !== 34 || bytes[to - 1] !== 125) return null;
    const digests = copyDigests(bytes, at + beforeDigests.length);
    const end = copyText(bytes, { from: at + beforeDigests.length + digests * 48 - 1, to: to - 2, end: 8 + digests * 46 });
    const rest = digests > 0 && end > 0 && afterDigests.exec(asLatin1(8 + digests * 46, end));
    if (!rest) return null;
    const mandate = rest[2] && { id: rest[2], n: Number(rest[3]), prev: rest[4] ?? '' };
    return { index, leaf: null, kind: rest[1], mandate, hash: hashOfBytes(entryBytes.subarray(0, end)) };
  }
  /** Copies the digests that begin there, each of 43 characters between quotes with a backslash; how many, 0 when they do not ascend. */
  function copyDigests(bytes, start) {
    const copy = entryBytes;
    for (let [at, to, count] = [start, 9, 1]; to < 16_000; at += 48, to += 46, count++) {
      if (bytes[at] !== 92 || bytes[at + 1] !== 34 || bytes[at + 45] !== 92 || bytes[at + 46] !== 34) return 0;
      let isGreater = count === 1;
      copy[to] = copy[to + 44] = 34;
      for (let n = 1; n < 44; n++) {
        const code = bytes[at + 1 + n];
        if (isUrlSafe[code] !== 1) return 0;
        copy[to + n] = code;
        if (isGreater || code === copy[to + n - 46]) continue;
        if (code < copy[to + n - 46]) return 0;
        isGreater = true;
      }
      if (!isGreater) return 0;
      if (bytes[at + 47] !== 44) return count;
      copy[to + 45] = 44;
    }
    return 0;
  }
  /** Copies the rest of a JSON string behind what is there already; where it ends then, 0 when it escapes more than quotes. */
  function copyText(bytes, { from, to, end }) {
    const copy = entryBytes;
    let next = end;
    if (to - from > copy.length - end || bytes[to - 1] === 92) return 0;
    for (let at = from; at < to; at++) {
      const code = bytes[at];
      if (code === 34) return 0;
      if (code === 92 && bytes[++at] !== 34) return 0;
      copy[next++] = code === 92 ? 34 : code;
    }
    return next;
  }
  const asLatin1 = globalThis.Buffer
    ? (from, to) => entryBytes.latin1Slice(from, to)
    : (from, to) => String.fromCharCode(...entryBytes.subarray(from, to));
  const hashOfBytes = native ? (bytes) => native('sha256', bytes, 'base64url') : (bytes) => plainBase64Url(plainSha256(bytes));

  /** Each mandate's own chain: nothing is missing between two of its entries. Knows the last entry of each mandate, and the first if it began before. */
  class Chains {
    constructor(fromStart) {
      Object.assign(this, { first: new Map(), last: new Map(), fromStart });
    }
    check(mandate, hash, at) {
      if (!mandate) return;
      const last = this.last.get(mandate.id);
      const former = last ?? (this.fromStart ? { n: 0, prev: '', at } : null);
      const { n, prev, at: before } = former ?? {};
      if (last) Object.assign(last, { n: mandate.n, prev: hash, at });
      else this.last.set(mandate.id, { n: mandate.n, prev: hash, at });
      if (former === null) return void this.first.set(mandate.id, mandate);
      if (mandate.n !== n + 1) throw new Fault('missing', 'chain_gap', { at: `${before}…${at}`, n, next: mandate.n });
      if (mandate.prev !== prev) throw new Fault('altered', 'chain_prev', { at: before });
    }
  }

  // ---- an export: a header, then tiles of up to 256 hashes each followed by its entries, and the signed checkpoint
  class ExportCheck {
    constructor(policy, since) {
      Object.assign(this, {
        policy,
        given: since,
        since: null,
        former: [],
        opens: null,
        fault: null,
        chainFault: null,
        tile: null,
        held: null,
        line: 0,
        checkpoint: null,
        isLineOpen: false,
      });
    }
    /** Takes a line, from its bytes; the promise, when there is one, is to be awaited. Throws what ends the reading. */
    take(bytes, from, to) {
      this.line += 1;
      const entry = this.tile && !this.held ? readLine(bytes, from, to) : null;
      const pending = entry === null ? this.takeText(textOf(bytes, from, to)) : this.takeEntry(entry);
      this.isLineOpen = to === bytes.length;
      return pending;
    }
    takeText(text) {
      const said = tryOr(() => JSON.parse(text), null);
      if (this.held && said?.export === undefined) throw this.held; // only where one part ends and the next begins may a line be cut
      this.held = null;
      if (!this.begun && said?.export !== 'procura-journal/v1') throw malformed('export');
      if (said?.export) return this.begin(said);
      if (typeof said?.leaf === 'string') return this.takeEntry({ ...said, mandate: null, hash: hashText(said.leaf) });
      if (typeof said?.hashes === 'string') return this.takeTile(said);
      if (typeof said?.checkpoint === 'string') return this.takeCheckpoint(said.checkpoint);
      this.held = this.first(new Fault('altered', 'unreadable', { at: this.next(), line: this.line }));
    }
    next = () => this.found.size + (this.tile?.entries.length ?? 0);
    first = (fault) => this.fault ?? fault;
    begin({ origin, from, size, before = [] }) {
      const isPart = this.begun;
      if (this.isLineOpen && from === this.next() - 1) this.tile?.entries.pop(); // cut before the end of its line, it is given again
      this.judgeTile(isPart);
      const roots = tryOr(() => before.map((hash) => fromBase64(hash, 'export')), null);
      if (!roots || ![from, size].every((n) => Number.isSafeInteger(n) && n >= 0)) throw malformed('export');
      const isNext = isPart && this.checkpoint !== null && from === 0 && volumesBetween(origin, this.origin) === 1;
      if (isPart && !isNext && (this.found.size !== from || origin !== this.origin))
        throw unusable('part_order', { from, at: this.found.size });
      if (isNext) this.former.push(this.end());
      Object.assign(this, { origin, size, checkpoint: null, begun: true });
      if (isPart && !isNext) return;
      this.since = this.given?.origin === origin ? this.given : null;
      if (this.since && this.since.size < from) throw unusable('later_part', { from });
      if (isNext) this.opens = this.lastHash;
      else this.chains = new Chains(from === 0);
      Object.assign(this, { from, signed: new Tree(from, roots) });
      this.found = this.signed; // one tree, until the entries are not those signed
      this.compareSince();
    }
    takeTile({ tile, hashes: given }) {
      this.judgeTile();
      const bytes = tryOr(() => fromBase64(given, 'export'), [0]);
      const at = this.signed.size;
      if (bytes.length % 32 || bytes.length > 8192) throw this.first(new Fault('altered', 'unreadable', { at, line: this.line }));
      if (tile > Math.floor(at / 256)) throw this.first(new Fault('missing', 'tile_absent', { at }));
      if (tile !== Math.floor(at / 256) || bytes.length / 32 <= at % 256) throw this.first(new Fault('inserted', 'extra', { at }));
      const hashes = Array.from({ length: bytes.length / 32 - (at % 256) }, (_, n) =>
        bytes.subarray(((at % 256) + n) * 32, ((at % 256) + n + 1) * 32),
      );
      this.tile = { at, hashes, expected: hashes.map(toBase64Url), entries: [] };
    }
    takeEntry({ index, leaf, kind, mandate, hash }) {
      if (!this.tile) throw this.first(new Fault('missing', 'tile_absent', { at: this.found.size }));
      this.tile.entries.push({ index, leaf, kind, mandate, hash });
      if (this.tile.entries.length > 512)
        throw this.first(new Fault('inserted', 'extra', { at: this.tile.at + this.tile.expected.length }));
    }
    judgeTile(mayStopEarly = false) {
      if (!this.tile) return;
      const { at, hashes, expected, entries } = this.tile;
      this.tile = null;
      const wanted = mayStopEarly ? Math.min(entries.length, expected.length) : expected.length;
      const isSame = entries.length === wanted && entries.every(({ hash }, n) => hash === expected[n]);
      if (!isSame && this.found === this.signed) this.found = new Tree(this.signed.size, this.signed.stack);
      if (this.found !== this.signed) for (const { hash } of entries) this.found.append(fromUrl(hash));
      for (let n = 0; n < wanted; n++) {
        this.signed.append(hashes[n]);
        if (this.since) this.compareSince();
      }
      this.displaced(expected, entries);
      this.lastHash = expected[wanted - 1] ?? this.lastHash;
      const all = mayStopEarly ? entries.length : Math.max(expected.length, entries.length);
      for (let n = 0; n < all && !this.fault; n++) {
        const entry = entries[n];
        if (!entry || entry.hash !== expected[n]) this.fault = differenceAt(at, n, expected, entries);
        else if (entry.index !== at + n) this.fault = new Fault('reordered', 'number', { at: at + n });
        else this.check(entry, at + n);
      }
    }
    check({ leaf, kind, mandate, hash }, at) {
      try {
        const entry = leaf === null ? { k: kind, m: mandate } : readEntry(leaf, at);
        if (at === 0) this.open(entry);
        this.chains.check(entry.m, hash, at);
      } catch (error) {
        this.chainFault ??= error;
      }
    }
    /** The first entry of a volume: where the one before is there too, it must go on from it; else chains began there. */
    open({ k: kind, m: mandate }) {
      if (this.opens !== null && mandate?.prev !== this.opens) throw new Fault('altered', 'not_continued', { at: 0 });
      this.isContinuing = kind === 'journal_opened';
      if (this.isContinuing && this.opens === null) this.chains.fromStart = false;
    }
    /** Two entries that changed places across tiles: the second place tells it. */
    displaced(expected, entries) {
      const { hash, wanted } = this.fault?.values ?? {};
      if (this.fault?.reason !== 'bytes') return;
      const isLater = expected.includes(hash) || entries.some((entry) => entry.hash === wanted);
      if (isLater) this.fault = new Fault('reordered', 'place', { at: this.fault.values.at, other: '?' });
    }
    compareSince() {
      if (this.since?.size === this.signed.size) this.sinceRoot = this.signed.root();
    }
    async takeCheckpoint(note) {
      this.judgeTile();
      const { since, signed } = this;
      const broken = this.fault ?? this.chainFault; // a wrong signature does not hide it: it is named first
      const checkpoint = await openCheckpoint(note, this.policy, 'checkpoint').catch((error) => {
        throw broken && error.kind === 'wrong_signature' ? broken.and(error) : error;
      });
      const { size, root } = checkpoint;
      if (checkpoint.origin !== this.origin || size !== this.size) throw new Fault('rewritten', 'header');
      if (since && since.size > size) throw new Fault('rolled_back', 'shorter', { old: since.size, size });
      if (signed.size < size) throw this.first(new Fault('missing', 'absent', { at: this.next() }));
      if (signed.size > size) throw this.first(new Fault('inserted', 'extra', { at: size }));
      const isSigned = same(signed.root(), root);
      if (!isSigned && this.found.size === size && same(this.found.root(), root))
        throw new Fault('hashes', 'entries_right', { at: this.fault?.values.at });
      if (this.fault ?? this.chainFault) throw this.fault ?? this.chainFault;
      if (!isSigned) throw new Fault('rewritten', 'root');
      if (since && !same(this.sinceRoot, since.root))
        throw new Fault('split_view', since.size === size ? 'same_size' : 'prefix', { size, old: since.size });
      this.checkpoint = checkpoint;
    }
    end() {
      if (!this.begun) throw malformed('export');
      if (!this.checkpoint) throw this.first(new Fault('truncated', 'no_checkpoint', { at: this.next() }));
      return { count: this.found.size - this.from, from: this.from, ...this.checkpoint };
    }
  }
  /** Names the difference at the nth place of a tile whose first entry is at `at`. */
  function differenceAt(at, n, expected, entries) {
    const [hash, wanted] = [entries[n]?.hash, expected[n]];
    const where = { at: at + n, hash, wanted };
    if (!hash) return new Fault('missing', 'absent', where);
    const isHere = (one) => wanted && entries[one].hash === wanted;
    const wantedLater = wanted ? entries.findIndex((_entry, one) => one > n && isHere(one)) : -1;
    const other = expected.indexOf(hash, n + 1);
    const copies = entries.filter((entry) => entry.hash === hash).length;
    if (!wanted || (wantedLater > n && (other < 0 || copies > 1))) return new Fault('inserted', 'extra', where);
    if (wantedLater > n) return new Fault('reordered', 'place', { ...where, other: at + other });
    return other < 0 ? new Fault('altered', 'bytes', where) : new Fault('missing', 'absent', where);
  }

  // ---- a great export in stretches of tiles, judged side by side: any that is not as signed is left to ExportCheck, which names what is wrong
  /** Stands for the tree in a stretch, which does not know what comes before: the trees of its tiles. */
  class TileTrees {
    constructor(size) {
      Object.assign(this, { size, full: [], tree: new Tree() });
    }
    append(hash) {
      this.tree.append(hash);
      this.size += 1;
      if (this.tree.size < 256) return;
      this.full.push(this.tree.root());
      this.tree = new Tree();
    }
    /** Their perfect subtrees, left to right, each with its width. */
    subtrees() {
      const widths = Array.from({ length: 8 }, (_, n) => 128 >> n).filter((width) => this.tree.size & width);
      return [...this.full.map((root) => [root, 256]), ...this.tree.stack.map((root, n) => [root, widths[n]])];
    }
  }
  /** What a stretch that begins with the entry at `at` brings to the whole; null when something is wrong with it. */
  async function judgeStretch(chunks, at, onProgress = () => {}) {
    const check = new ExportCheck(null, null);
    check.begin({ from: at, size: at });
    check.signed = check.found = new TileTrees(at);
    check.chains = new Chains(false);
    try {
      for await (const { bytes, ends } of linesOf(chunks)) {
        let from = 0;
        for (const to of ends) {
          const pending = check.take(bytes, from, to);
          if (pending) await pending;
          from = to + 1;
        }
        if (check.fault ?? check.chainFault ?? check.held ?? check.checkpoint) return null;
        onProgress(check.next() - at);
      }
      check.judgeTile();
    } catch {
      return null;
    }
    const { signed, chains } = check;
    const { isContinuing = false } = check;
    return (check.fault ?? check.chainFault)
      ? null
      : { at, subtrees: signed.subtrees(), first: chains.first, last: chains.last, isContinuing };
  }
  const mostOfLine = 1_000_000;
  /** Where a whole export may be cut into at most so many stretches: their bytes, and the place of their first entry. Null: it is not a whole one. */
  async function cut(file, count) {
    const bytesAt = async (from) => {
      const parts = [];
      for await (const chunk of file.chunks(from, Math.min(from + mostOfLine, file.size))) parts.push(chunk);
      return joined(parts);
    };
    const [head, tail] = [await bytesAt(0), await bytesAt(Math.max(0, file.size - mostOfLine))];
    const first = textOf(head, 0, head.indexOf(10) + 1);
    const last = textOf(tail, tail.lastIndexOf(10, tail.length - 2) + 1, tail.length);
    const said = tryOr(() => JSON.parse(first), null);
    if (said?.export !== 'procura-journal/v1' || said.from !== 0 || said.before?.length !== 0 || !last.endsWith('\n')) return null;
    const stretches = [{ from: utf8.encode(first).length, at: 0 }];
    for (let n = 1; n < count; n++) {
      const from = Math.floor((file.size / count) * n);
      const bytes = await bytesAt(from);
      let end = bytes.indexOf(10) + 1;
      while (end > 0 && !isAt(beforeTile, bytes, end)) end = bytes.indexOf(10, end) + 1;
      if (end > 0) stretches.push({ from: from + end, at: parseInt(textOf(bytes, end + beforeTile.length, end + 30), 10) * 256 });
    }
    stretches.forEach((one, n) => (one.to = stretches[n + 1]?.from ?? file.size - utf8.encode(last).length));
    return { said, stretches, checkpoint: last.slice(0, -1) };
  }
  /** What ExportCheck says at the end of an export in which all is as signed; null when anything is not, or it is no whole export. */
  async function judgeInStretches(file, policy, { count, judged }) {
    const plan = await cut(file, count);
    if (!plan) return null;
    const check = new ExportCheck(policy, null);
    check.begin(plan.said);
    try {
      for (const found of await Promise.all(plan.stretches.map(judged))) {
        if (found?.at !== check.signed.size) return null;
        if (found.isContinuing) check.chains.fromStart = false;
        for (const [root, width] of found.subtrees) check.signed.append(root, width);
        for (const link of found.first.values()) check.chains.check(link, '', found.at);
        for (const [mandate, link] of found.last) check.chains.last.set(mandate, link);
      }
      await check.takeText(plan.checkpoint);
      return check.end();
    } catch {
      return null;
    }
  }

  // ---- a proof of one entry, a consistency proof, a checkpoint alone
  const proofLine = 'c2sp.org/tlog-proof@v1';
  /** The proofs of a file, which may hold many, one after the other. */
  async function* receiptsIn(file) {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of file.chunks()) {
      text += decoder.decode(chunk, { stream: true });
      for (let end = text.indexOf(`\n${proofLine}\n`); end >= 0; end = text.indexOf(`\n${proofLine}\n`)) {
        yield text.slice(0, end + 1);
        text = text.slice(end + 1);
      }
      if (text.length > 1_000_000) throw malformed(file.name);
    }
    yield text;
  }
  /** Opens each note once: the proofs of a mandate are all under one checkpoint. */
  function opener(policy) {
    const opened = new Map();
    return async (note, what) => opened.get(note) ?? opened.set(note, await openCheckpoint(note, policy, what)).get(note);
  }
  async function judgeReceipt(text, open, what) {
    const end = text.indexOf('\n\n');
    const [, extraLine = '', indexLine = '', ...lines] = text.slice(0, Math.max(end, 0)).split('\n');
    const [, base64] = /^extra (\S+)$/.exec(extraLine) ?? [];
    const [, index] = /^index (0|[1-9]\d*)$/.exec(indexLine) ?? [];
    if (!base64 || !index || lines.length > 63) throw malformed(what);
    const proof = lines.map((line) => fromBase64(line, what));
    const extra = new TextDecoder().decode(fromBase64(base64, what));
    const { leaf, disclosures } = tryOr(() => JSON.parse(extra), null) ?? {};
    if (typeof leaf !== 'string' || !Array.isArray(disclosures) || tryOr(() => canonical({ leaf, disclosures }), '') !== extra)
      throw malformed(what);
    const checkpoint = await open(text.slice(end + 2), what);
    const at = Number(index);
    const hash = hashLeaf(utf8.encode(leaf));
    const climbed = at < checkpoint.size && proof.every(({ length }) => length === 32) ? climb(at, checkpoint.size - 1, hash, proof) : null;
    if (!climbed || !same(climbed.newer, checkpoint.root)) throw new Fault('altered', 'place_proof', { at, fault: what });
    const entry = readEntry(leaf, at);
    const fields = new Map();
    for (const shown of disclosures) {
      const [, name, value] = tryOr(() => JSON.parse(new TextDecoder().decode(fromUrl(shown))), []);
      const isRecorded = typeof name === 'string' && entry._sd.includes(toBase64Url(sha256(utf8.encode(shown))));
      if (!isRecorded || fields.has(name)) throw new Fault('altered', 'field', { at, name: name ?? '?' });
      fields.set(name, value);
    }
    return { at, entry, hash, fields, hidden: entry._sd.length - fields.size, checkpoint };
  }
  const fromUrl = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  async function judgeConsistency(text, policy, since, what) {
    const end = text.indexOf('\n\n');
    const [first, ...lines] = text.slice(0, Math.max(end, 0)).split('\n');
    const checkpoint = await openCheckpoint(text.slice(end + 2), policy, what);
    if (!since || since.origin !== checkpoint.origin) throw unusable('no_consistency');
    if (since.size > checkpoint.size) throw new Fault('rolled_back', 'shorter', { old: since.size, size: checkpoint.size });
    const proof = lines.map((line) => fromBase64(line, what));
    if (first !== `old ${since.size}`) throw unusable('no_consistency');
    if (!isConsistent(since, checkpoint, proof)) throw new Fault('split_view', 'prefix', { old: since.size });
    return checkpoint;
  }
  function compareHeads(since, { origin, size, root }) {
    if (since?.origin !== origin) return;
    if (since.size > size) throw new Fault('rolled_back', 'shorter', { old: since.size, size });
    if (since.size === size && !same(since.root, root)) throw new Fault('split_view', 'same_size', { size });
  }

  // ---- a selection: a header, entries each with its own proof, and a last line that says how many they are
  const selectionLine = /^\{"export":"procura-selection\/v1"/;
  class SelectionCheck {
    constructor(open, since, name) {
      Object.assign(this, { open, since, name, count: 0, unproven: 0, signers: [], ended: false });
    }
    async take(text) {
      const said = tryOr(() => JSON.parse(text), null);
      if (said?.export !== undefined && this.count === 0 && !this.ended) return;
      if (this.ended || (!said?.entry && !said?.end)) throw new Fault('truncated', 'no_end', { at: this.count });
      if (said.end) return this.end(said.end);
      if (said.proof === null) this.unproven += 1;
      else await this.prove(said);
      this.count += 1;
    }
    async prove({ entry: shown, proof }) {
      if (typeof proof !== 'string') throw malformed(this.name);
      const { at, entry, checkpoint } = await judgeReceipt(proof, this.open, this.name);
      compareHeads(this.since, checkpoint);
      if (shown.at !== entry.at || shown.event !== entry.k) throw new Fault('told_otherwise', 'not_said', { at });
      this.signers = checkpoint.signers;
    }
    end({ lines }) {
      if (lines !== this.count) throw new Fault('truncated', 'no_end', { at: this.count });
      this.ended = true;
    }
    told() {
      if (!this.ended) throw new Fault('truncated', 'no_end', { at: this.count });
      return { count: this.count - this.unproven, unproven: this.unproven, signers: this.signers.join(', ') };
    }
  }

  // ---- judging files, whatever they are: { name, chunks: () => AsyncIterable<Uint8Array> }
  const verdicts = {
    selection:
      '{count} entries of a selection are in the journal as {signers} signed it; {unproven} are newer than its checkpoint. Whether more should have been selected is not proven.',
    export: '{count} entries from place {from} on are those that {signers} signed (checkpoint of {size} entries).',
    receipt: 'Entry {at} is in the journal as {signers} signed it: {kind}, {instant}; {hidden} digests are not opened.',
    shown: '  {name}: {value}',
    chain: 'Numbers {from} to {n} of the mandate {mandate} follow each other: nothing is missing between them.',
    gap: 'Missing here: of the mandate {mandate}, nothing was given between number {n} and number {next}.',
    begins: 'Missing here: of the mandate {mandate}, nothing was given before number {next}.',
    checkpoint: 'The checkpoint of {size} entries is signed by {signers}.',
    consistency: 'The journal of {size} entries, signed by {signers}, begins with the {old} signed before.',
  };
  const line = new TextDecoder('utf-8', { ignoreBOM: true });
  const textOf = (bytes, from, to) => line.decode(bytes.subarray(from, to));
  /** Bytes, and where the lines end in them. */
  async function* linesOf(chunks) {
    let rest = new Uint8Array(0);
    for await (const chunk of chunks) {
      const bytes = joined([rest, chunk]); // of one kind of array, whatever the chunks are: the loops over them stay quick
      const ends = [];
      for (let end = bytes.indexOf(10, rest.length); end >= 0; end = bytes.indexOf(10, end + 1)) ends.push(end);
      if (ends.length > 0) yield { bytes, ends };
      rest = bytes.subarray(ends.length > 0 ? ends.at(-1) + 1 : 0);
      if (rest.length > mostOfLine) throw malformed('file');
    }
    if (rest.length > 0) yield { bytes: rest, ends: [rest.length] };
  }
  async function contents(file) {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of file.chunks())
      if ((text += decoder.decode(chunk, { stream: true })).length > 1_000_000) throw malformed(file.name);
    return text;
  }
  /** The sentences about these files; throws the first Fault. `quickly` may judge one export another way, or leave it by saying null. */
  async function judge(files, given) {
    const { vkeys = [], policy: policyText = '', since: sinceFile = null, said = inEnglish, onProgress = () => {}, quickly } = given;
    const policy = parsePolicy(vkeys, policyText);
    const since = sinceFile && (await openCheckpoint(await contents(sinceFile), { ...policy, isMet: () => true }, sinceFile.name));
    const told = [];
    const say = (what, values) => told.push(fill(said(what, verdicts), values));
    const whole = quickly && !since && files.length === 1 ? await quickly(files[0], policy) : null;
    if (whole) {
      say('export', { ...whole, signers: whole.signers.join(', ') });
      return told;
    }
    const check = new ExportCheck(policy, since);
    const open = opener(policy);
    const receipts = [];
    for (const file of files) {
      let first = null;
      let selection = null;
      for await (const { bytes, ends } of linesOf(file.chunks())) {
        first ??= textOf(bytes, 0, ends[0]);
        if (!first.startsWith('{')) break;
        if (selectionLine.test(first)) selection ??= new SelectionCheck(open, since, file.name);
        let from = 0;
        for (const to of ends) {
          const pending = selection ? selection.take(textOf(bytes, from, to)) : check.take(bytes, from, to);
          if (pending) await pending;
          from = to + 1;
        }
        if (selection) onProgress(selection.count, selection.count);
        if (selection) continue;
        onProgress(check.found.size, check.size);
      }
      if (selection) say('selection', selection.told());
      if (first?.startsWith('{')) continue;
      if (first === proofLine) {
        for await (const proof of receiptsIn(file)) receipts.push(await judgeReceipt(proof, open, file.name));
        continue;
      }
      const text = await contents(file);
      if (/^old \d+$/.test(first ?? '')) {
        const { size, signers } = await judgeConsistency(text, policy, since, file.name);
        say('consistency', { size, signers: signers.join(', '), old: since.size });
      } else {
        const { origin, size, root, signers } = await openCheckpoint(text, policy, file.name);
        compareHeads(since, { origin, size, root });
        say('checkpoint', { size, signers: signers.join(', ') });
      }
    }
    if (check.begun) {
      const volumes = [...check.former, check.end()];
      if (since && !volumes.some(({ origin }) => origin === since.origin)) throw unusable('since_other');
      for (const ended of volumes) say('export', { ...ended, signers: ended.signers.join(', ') });
    }
    tellReceipts(receipts, since, say);
    return told;
  }
  function tellReceipts(receipts, since, say) {
    const heads = new Map();
    const volumes = (one, other) => volumesBetween(one.checkpoint.origin, other.checkpoint.origin) || 0;
    receipts.sort((one, other) => volumes(one, other) || one.at - other.at);
    for (const { at, entry, fields, hidden, checkpoint } of receipts) {
      compareHeads(since, checkpoint);
      const head = `${checkpoint.origin} ${checkpoint.size}`;
      compareHeads(heads.get(head), checkpoint);
      heads.set(head, checkpoint);
      say('receipt', { at, kind: entry.k, instant: entry.at, hidden, signers: checkpoint.signers.join(', ') });
      for (const [name, value] of fields) say('shown', { name, value });
    }
    const mandates = new Map();
    for (const receipt of receipts) {
      const { id } = receipt.entry.m ?? {};
      if (id) mandates.set(id, [...(mandates.get(id) ?? []), receipt]);
    }
    for (const [mandate, of] of mandates) tellChain(mandate, of, say);
  }
  /** Follows the entries of one mandate, and names what is not among them. */
  function tellChain(mandate, receipts, say) {
    const numbers = new Map(receipts.map((receipt) => [receipt.entry.m.n, receipt]));
    if (numbers.size < 2) return;
    let former = null;
    let from = 0;
    const tellRun = () => former && former.entry.m.n > from && say('chain', { mandate, from, n: former.entry.m.n });
    for (const [next, receipt] of numbers) {
      const { n = 0 } = former?.entry.m ?? {};
      if (next !== n + 1) {
        tellRun();
        say(former ? 'gap' : 'begins', { mandate, n, next });
      } else if (former && receipt.entry.m.prev !== toBase64Url(former.hash)) throw new Fault('altered', 'chain_prev', { at: former.at });
      if (next !== n + 1 || !former) from = next;
      former = receipt;
    }
    tellRun();
  }
  /** What was thrown, as a sentence; and whether it means that something is wrong, not that one could not judge. */
  const sentence = (error, said = inEnglish) => (error instanceof Fault ? error : unusable('no_file', { what: error.message })).say(said);
  const isWrong = (error) => error instanceof Fault && error.kind !== 'unusable';

  // ---- as a program
  const fileNamed = (fs, name) => ({
    name,
    size: fs.statSync(name, { throwIfNoEntry: false })?.size ?? 0,
    chunks: (start = 0, to = Infinity) => fs.createReadStream(name, { start, end: to - 1, highWaterMark: 1 << 20 }),
  });
  /** Entries so many bytes long that it is worth it are read by as many threads as there are processors. */
  async function inThreads(file, policy, show) {
    const { availableParallelism } = await import('node:os');
    const { Worker } = await import('node:worker_threads');
    const count = Math.min(availableParallelism(), Math.floor(file.size / 4_000_000));
    if (count < 2) return null;
    const done = new Map();
    const judged = (stretch) =>
      new Promise((resolve) => {
        const worker = new Worker(process.argv[1], { workerData: { name: file.name, ...stretch } });
        worker
          .on('error', () => resolve(null))
          .on('message', (said) => {
            if (typeof said !== 'number') return resolve(said);
            done.set(stretch, said);
            show([...done.values()].reduce((sum, one) => sum + one));
          });
      });
    return judgeInStretches(file, policy, { count, judged });
  }
  async function runStretch({ workerData: { name, from, to, at }, parentPort }) {
    const file = fileNamed(await import('node:fs'), name);
    parentPort.postMessage(await judgeStretch(file.chunks(from, to), at, (done) => parentPort.postMessage(done)));
  }
  async function run(given) {
    const fs = await import('node:fs');
    const { parseArgs } = await import('node:util');
    const text = { type: 'string' };
    try {
      const options = { key: { ...text, multiple: true }, policy: text, since: text };
      const { values, positionals } = tryOr(() => parseArgs({ args: given, options, allowPositionals: true }), {
        values: {},
        positionals: [],
      });
      if (positionals.length === 0) throw unusable('usage');
      const open = (name) => fileNamed(fs, name);
      let shown = Date.now();
      const onProgress = (done, all) => {
        if (!process.stderr.isTTY || Date.now() - shown < 500) return;
        shown = Date.now();
        process.stderr.write(`\r${done}${all === undefined ? '' : ` / ${all}`}`);
      };
      const policy = values.policy === undefined ? '' : fs.readFileSync(values.policy, 'utf8');
      const since = values.since === undefined ? null : open(values.since);
      const quickly = (file, by) => inThreads(file, by, onProgress);
      const told = await judge(positionals.map(open), { vkeys: values.key ?? [], policy, since, onProgress, quickly });
      console.log(told.join('\n'));
    } catch (error) {
      console.error(sentence(error));
      process.exitCode = isWrong(error) ? 1 : 2;
    }
  }

  /** The proof of one entry, opened and held against the keys: its text, its fields, and who signed. Throws the Fault there is. */
  const openProof = (text, { vkeys = [], policy = '' }) => judgeReceipt(text, opener(parsePolicy(vkeys, policy)), 'proof');

  globalThis.journalVerifier = {
    openProof,
    plainSha256,
    readEntry,
    readLine,
    judge,
    judgeStretch,
    judgeInStretches,
    sentence,
    isWrong,
    unusable,
    texts: { ...words, ...reasons, ...verdicts },
  };
  if (typeof process === 'object' && /verify-journal(\.\w+)?$/.test(process.argv[1] ?? ''))
    void import('node:worker_threads').then((threads) => (threads.isMainThread ? run(process.argv.slice(2)) : runStretch(threads)));
})();
