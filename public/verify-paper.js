// The page /verify: what a square says, and the file of a paper, are checked here in the browser, without the network; the server is
// asked when one wants to.

const form = document.querySelector('[data-verify-paper]');
const { keys, locale, words } = JSON.parse(form.dataset.verifyPaper);
const verdict = form.querySelector('[data-verdict]');
const chooser = form.querySelector('[data-paper-file]');

/** No paper of ours is larger, and a film would fill the telephone. */
const largest = 10_000_000;

// Browsers lend their cryptography to secure pages only; elsewhere the form goes to the server as it is.
if (globalThis.crypto?.subtle) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = form.elements.namedItem('paper').value;
    show(await read(text), text);
  });
  chooser.closest('[hidden]').hidden = false;
  chooser.addEventListener('change', async () => {
    const [file] = chooser.files;
    verdict.className = '';
    verdict.replaceChildren(); // what was said of a file before is not said of this one while it is read
    if (file) await showFile(file);
  });
}

async function showFile(file) {
  const paper = await sealedPaper(file.size > largest ? new Uint8Array() : new Uint8Array(await file.arrayBuffer()));
  const claims = paper === null ? 'changed' : await read(paper);
  if (chooser.files[0] !== file) return; // another was chosen meanwhile
  show(paper === 'foreign_key' ? paper : claims, paper, ['person.verify.signed.whole']);
}

/**
 * What the square of a file says that is the one we wrote, to the last byte; null of any other, and the fault of one whose seal is of a
 * key that this page does not know: a page that was kept may be older than the key. The seal is a line before the last three.
 */
async function sealedPaper(bytes) {
  const tail = Array.from(bytes.subarray(-2_200), (byte) => String.fromCharCode(byte)).join('');
  const [whole, seal, end] = /\n%procura-seal ([\w.-]{1,2000})\n(startxref\n\d+\n%%EOF\n)$/.exec(tail) ?? [];
  if (!whole) return null;
  const rest = bytes.slice(0, bytes.length - '%procura-seal \n'.length - seal.length);
  rest.set(new TextEncoder().encode(end), rest.length - end.length);
  const pdf = encode(new Uint8Array(await crypto.subtle.digest('SHA-256', rest)));
  const said = await signedObject(seal);
  if (said === 'foreign_key') return said;
  return Object.keys(said).sort().join() === 'paper,pdf' && said.pdf === pdf ? said.paper : null;
}

/** The claims, or the name of a fault: the same answers as the server's, in the same order. */
async function read(text) {
  const claims = await signedObject(text);
  return typeof claims === 'string' || isPaper(claims) ? claims : 'malformed';
}

/** Whatever a key of papers signed, or the name of a fault. */
async function signedObject(text) {
  const found = /(?:^|[^\w.-])([\w-]{10,200}\.[\w-]{10,2000}\.[\w-]{0,200})(?![\w.-])/.exec(text.slice(0, 10_000));
  const [head, body, signature] = (found?.[1] ?? '..').split('.');
  const asked = decode(head);
  if (typeof asked?.alg !== 'string' || typeof asked.kid !== 'string') return 'malformed';
  if (asked.alg !== 'ES256') return 'unsigned';
  const known = keys.find(({ kid }) => kid === asked.kid);
  if (!known) return 'foreign_key';
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('jwk', known.publicKey, algorithm, false, ['verify']);
  const signed = new TextEncoder().encode(`${head}.${body}`);
  const bytes = bytesOf(signature);
  if (!bytes || encode(bytes) !== signature || !(await crypto.subtle.verify(algorithm, key, bytes, signed))) return 'altered';
  const said = decode(body);
  return typeof said === 'object' && said !== null ? said : 'malformed';
}

/** The keys of papers sign other things too. */
function isPaper(said) {
  if (typeof said?.jti !== 'string' || !isTime(said.iat)) return false;
  return isTime(said.ended) || (isTime(said.nbf) && isTime(said.exp) && typeof said.procedures === 'string');
}

const isTime = (said) => Number.isSafeInteger(said);

function show(claims, text, more = []) {
  const isFault = typeof claims === 'string';
  const lines = isFault ? [say(`person.verify.fault.${claims}`)] : [...more.map((key) => say(key)), ...linesOf(claims)];
  const title = Object.assign(document.createElement('p'), {
    className: 'notice-title',
    textContent: say(isFault ? 'person.verify.fault.title' : 'person.verify.signed.title'),
  });
  verdict.className = `notice ${isFault ? 'danger' : 'success'}`;
  verdict.replaceChildren(title, ...lines.map((line) => Object.assign(document.createElement('p'), { textContent: line })));
  if (!isFault) verdict.append(linkTo(text));
}

function linesOf({ jti, nbf, exp, iat, ended, part, procedures }) {
  const rest = [say('person.paper.reference', { reference: jti }), say('person.verify.signed.printed', { at: date(iat) })];
  if (ended) return [say(part ? 'person.verify.signed.part' : 'person.verify.signed.ended', { at: date(ended) }), ...rest];
  const now = Date.now() / 1_000;
  return [
    say('person.verify.signed.period', { from: date(nbf), until: date(exp) }),
    ...(exp <= now ? [say('person.verify.signed.expired')] : []),
    ...(nbf > now ? [say('person.verify.signed.early')] : []),
    say('person.verify.signed.procedures', {
      procedures: procedures
        .split(' ')
        .map((code) => words[`terms.procedure.${code}.title`] ?? code)
        .join(' · '),
    }),
    ...rest,
  ];
}

function linkTo(text) {
  const href = `/verify?${new URLSearchParams({ paper: text })}`;
  const line = document.createElement('p');
  line.append(Object.assign(document.createElement('a'), { href, textContent: say('person.verify.online') }));
  return line;
}

function say(key, values = {}) {
  return (words[key] ?? key).replaceAll(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

function date(seconds) {
  const style = { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23', timeZone: 'Europe/Paris' };
  return new Intl.DateTimeFormat(locale, style).format(new Date(seconds * 1_000));
}

function decode(part) {
  try {
    return JSON.parse(new TextDecoder().decode(bytesOf(part)));
  } catch {
    return undefined;
  }
}

function bytesOf(part) {
  try {
    return Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function encode(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
