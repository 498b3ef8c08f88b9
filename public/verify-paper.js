// The page /verify: what a square says is checked here in the browser, without the network; the server is asked when one wants to.

const form = document.querySelector('[data-verify-paper]');
const { keys, locale, words } = JSON.parse(form.dataset.verifyPaper);
const verdict = form.querySelector('[data-verdict]');

// Browsers lend their cryptography to secure pages only; elsewhere the form goes to the server as it is.
if (globalThis.crypto?.subtle) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = form.elements.namedItem('paper').value;
    show(await read(text), text);
  });
}

/** The claims, or the name of a fault: the same answers as the server's, in the same order. */
async function read(text) {
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
  const claims = decode(body);
  return isPaper(claims) ? claims : 'malformed';
}

/** The keys of papers sign other things too. */
function isPaper(said) {
  if (typeof said?.jti !== 'string' || !isTime(said.iat)) return false;
  return isTime(said.ended) || (isTime(said.nbf) && isTime(said.exp) && typeof said.procedures === 'string');
}

const isTime = (said) => Number.isSafeInteger(said);

function show(claims, text) {
  const isFault = typeof claims === 'string';
  const lines = isFault ? [say(`person.verify.fault.${claims}`)] : linesOf(claims);
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
