// Verifies what Procura's journal hands out, trusting nobody: one file, no network, no dependency, nothing shared with the service.
//   node verify-journal.js FILE… --key VKEY [--policy FILE] [--since OLD_CHECKPOINT] [--lang fr]
// FILE: an export (several parts in order), *.tlog-proof files, a checkpoint, or a consistency proof ("old N", hashes, checkpoint).
// It exits with 0 when all is as signed, 1 when something is wrong, 2 when it could not judge. The same file drives /verify-proof.
// Formats: RFC 6962 (tree), RFC 8785 (entries), C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof, tlog-policy.
(() => {
  'use strict';

  const words = {
    altered: ['Entry {at} was altered: {why}.', 'L’inscription {at} a été modifiée : {why}.'],
    missing: ['Entry {at} is missing: {why}.', 'L’inscription {at} manque : {why}.'],
    inserted: ['An entry was inserted at place {at}: {why}.', 'Une inscription a été ajoutée à la place {at} : {why}.'],
    reordered: ['Entry {at} is out of order: {why}.', 'L’inscription {at} n’est pas à sa place : {why}.'],
    wrong_signature: ['Wrong signature: {why}.', 'Mauvaise signature : {why}.'],
    rolled_back: ['The journal was rolled back: {why}.', 'Le journal a été ramené en arrière : {why}.'],
    split_view: ['Two histories were signed: {why}.', 'Deux histoires différentes ont été signées : {why}.'],
    truncated: ['The export stops after {at} entries: {why}.', 'L’export s’arrête après {at} inscriptions : {why}.'],
    rewritten: ['These are not the entries that were signed: {why}.', 'Ce ne sont pas les inscriptions qui ont été signées : {why}.'],
    unusable: ['Cannot judge: {why}.', 'Impossible de juger : {why}.'],
  };
  const reasons = {
    bytes: ['its text is not the one recorded', 'son texte n’est pas celui qui a été inscrit'],
    number: ['its line says another place', 'sa ligne indique une autre place'],
    unreadable: ['its line {line} cannot be read', 'sa ligne {line} est illisible'],
    not_canonical: ['its text is not in canonical form', 'son texte n’est pas sous forme canonique'],
    not_an_entry: ['its text is not that of an entry', 'son texte n’est pas celui d’une inscription'],
    absent: ['it is in the signed tree and not in the file', 'elle est dans l’arbre signé et pas dans le fichier'],
    tile_absent: ['the hashes from there on are not in the file', 'les empreintes à partir de là ne sont pas dans le fichier'],
    tile_altered: ['the file’s own hashes of {tile} entries around it were changed', 'les empreintes voisines, du fichier, ont été changées ({tile})'],
    extra: ['it is not in the signed tree', 'elle n’est pas dans l’arbre signé'],
    place: ['the text recorded at place {other} stands there', 'on y trouve le texte inscrit à la place {other}'],
    chain_gap: ['after number {n} of its mandate comes number {next}', 'après le numéro {n} de son mandat vient le numéro {next}'],
    chain_prev: ['the next entry of its mandate speaks of another text', 'l’inscription suivante du mandat parle d’un autre texte'],
    root: ['their root is not the one of the checkpoint', 'leur racine n’est pas celle du point de contrôle'],
    not_signed: ['no signature of {key} on {what}', 'aucune signature de {key} sur {what}'],
    bad_signature: ['the signature of {key} does not fit {what}', 'la signature de {key} ne correspond pas à {what}'],
    quorum: ['too few witnesses cosigned {what}', 'trop peu de témoins ont cosigné {what}'],
    shorter: ['{old} entries were signed before, {size} are left', '{old} inscriptions étaient signées, il en reste {size}'],
    same_size: ['at {size} entries the two roots differ', 'à {size} inscriptions, les deux racines diffèrent'],
    prefix: ['the first {old} entries are not those signed before', 'les {old} premières inscriptions ne sont pas celles signées avant'],
    no_checkpoint: ['its checkpoint is not there', 'son point de contrôle n’y est pas'],
    header: ['the header and the checkpoint do not agree', 'l’en-tête et le point de contrôle ne s’accordent pas'],
    place_proof: ['the proof does not lead to the signed root ({fault})', 'la preuve ne mène pas à la racine signée ({fault})'],
    field: ['the field shown as “{name}” is not the one recorded', 'le champ présenté comme « {name} » n’est pas celui inscrit'],
    form: ['{what} is malformed', '{what} : forme inconnue'],
    no_key: ['give the journal’s key (--key) or a policy (--policy)', 'donnez la clé du journal ou une politique'],
    no_file: ['{what} cannot be read', '{what} est illisible'],
    later_part: ['this part begins at {from}, after what is to be compared', 'cette partie commence à {from}, après ce qu’il faut comparer'],
    part_order: ['this part begins at {from}, the one before ends at {at}', 'cette partie commence à {from}, la précédente finit à {at}'],
    no_consistency: ['a consistency proof is needed to compare with the older checkpoint', 'il faut une preuve de cohérence pour comparer'],
    no_ed25519: ['this browser cannot check Ed25519 signatures', 'ce navigateur ne sait pas vérifier les signatures Ed25519'],
    usage: ['usage: verify-journal.js FILE… --key VKEY [--policy FILE] [--since FILE]', 'verify-journal.js FICHIER… --key CLÉ'],
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => String(values[name] ?? '?'));

  /** What is wrong, where, and why; one sentence in English or French. */
  class Fault extends Error {
    constructor(kind, reason, values = {}) {
      super(kind);
      Object.assign(this, { kind, reason, values });
    }
    say(language) {
      const at = language === 'fr' ? 1 : 0;
      return fill(words[this.kind][at], { ...this.values, why: fill(reasons[this.reason][at], this.values) });
    }
  }
  const unusable = (reason, values) => new Fault('unusable', reason, values);
  const malformed = (what) => unusable('form', { what });

  // ---- bytes: what is written otherwise than it must be is refused
  const utf8 = new TextEncoder();
  const fromBase64 = (text, what) => {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4) throw malformed(what);
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    if (toBase64(bytes) !== text) throw malformed(what);
    return bytes;
  };
  const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
  const toBase64Url = (bytes) => toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
  const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
  const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

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
  /** SHA-256 of the parts, one after the other. */
  function sha256(...parts) {
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
      const [x, y] = [w[i - 15], w[i - 2]];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + constants[i] + w[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] += value));
  }

  // ---- the tree
  const hashLeaf = (bytes) => sha256([0], bytes);
  const hashNode = (left, right) => sha256([1], left, right);
  /** A tree that grows by its leaf hashes and knows its root; begun from the perfect subtrees of what comes before. */
  class Tree {
    constructor(size = 0, before = []) {
      this.size = size;
      this.stack = [...before];
    }
    append(hash) {
      let top = hash;
      for (let n = this.size; n % 2 === 1; n = (n - 1) / 2) top = hashNode(this.stack.pop(), top);
      this.stack.push(top);
      this.size += 1;
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
    const bytes = name === undefined ? [] : fromBase64(base64, 'the key / la clé');
    if (bytes.length !== 33 || ![1, 4].includes(bytes[0])) throw malformed('the key / la clé');
    if (toHex(sha256(utf8.encode(`${name}\n`), bytes).subarray(0, 4)) !== id) throw malformed('the key / la clé');
    return { name, id, type: bytes[0], raw: bytes.subarray(1) };
  }
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
    // eslint-disable-next-line no-control-regex -- what no note may hold
    if (end < 0 || !note.endsWith('\n') || /[\0-\x09\x0b-\x1f\ufffd]/.test(note)) throw malformed(what);
    const text = note.slice(0, end + 1);
    const [origin, size, root, ...more] = text.split('\n');
    if (!origin || !/^(0|[1-9]\d*)$/.test(size ?? '') || !Number.isSafeInteger(Number(size))) throw malformed(what);
    if (more.pop() !== '' || more.includes('')) throw malformed(what);
    const head = { origin, size: Number(size), root: fromBase64(root, what), text };
    if (head.root.length !== 32) throw malformed(what);
    const lines = note.slice(end + 2, -1).split('\n').slice(0, 100);
    const signers = new Set();
    for (const line of lines) {
      const [, name, base64] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
      const bytes = name === undefined ? [] : fromBase64(base64, what);
      if (bytes.length < 5) throw malformed(what);
      const key = policy.keys.find((one) => one.name === name && one.id === toHex(bytes.subarray(0, 4)));
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
      if (key.type !== type) throw malformed('the policy / la politique');
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
        if (!(needed >= 1 && needed <= members.length) || members.includes(undefined)) throw malformed('the policy / la politique');
        rules.set(rest[0], (signers) => members.filter((member) => member(signers)).length >= needed);
      } else if (word === 'quorum' && rules.has(rest[0])) quorum = rest[0];
      else if (word !== '') throw malformed('the policy / la politique');
    }
    if (!keys.some((key) => key.type === 1)) throw unusable('no_key');
    return { keys, isMet: (signers) => rules.get(quorum)(signers) };
  }

  // ---- entries
  const canonical = (value) => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
    if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new TypeError('not a safe integer');
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
  /** Each mandate's own chain: nothing is missing between two of its entries. Knows the last entry of each mandate. */
  class Chains {
    constructor(fromStart) {
      Object.assign(this, { last: new Map(), fromStart });
    }
    check({ m: mandate }, hash, at) {
      if (!mandate) return;
      const former = this.last.get(mandate.id) ?? (this.fromStart ? { n: 0, prev: '', at } : null);
      this.last.set(mandate.id, { n: mandate.n, prev: toBase64Url(hash), at });
      if (former === null) return;
      if (mandate.n !== former.n + 1) throw new Fault('missing', 'chain_gap', { at, n: former.n, next: mandate.n });
      if (mandate.prev !== former.prev) throw new Fault('altered', 'chain_prev', { at: former.at });
    }
  }
