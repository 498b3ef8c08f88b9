// The person's pages: fetches the proof of a line when asked, judges it here in the browser with verify-journal.js, holds it against
// what the line says, and tells in one sentence. Without this script the proof file and /verify-proof remain.

const panel = document.querySelector('[data-own-proofs]');
const words = JSON.parse(panel.dataset.ownProofs);
const keys = panel.querySelector('textarea');
const lines = [...document.querySelectorAll('[data-sealed]')];
const known = 'procura-journal-keys'; // what this browser was first told: a page that tells another later is found out

tellChangedKeys();
for (const line of lines) {
  const button = line.querySelector('button');
  button.hidden = false;
  button.addEventListener('click', () => check(line));
}
const all = panel.querySelector('[data-check-all]');
all.closest('[hidden]').hidden = false;
if (lines.length === 0) all.hidden = true;
all.addEventListener('click', async () => {
  const tones = [];
  for (const line of lines) tones.push(await check(line));
  const count = tones.filter((tone) => tone === 'success').length;
  say(panel.querySelector('[data-verdict]'), {
    tone: ['danger', 'warning', 'success'].find((tone) => tones.includes(tone)),
    text: words.counted.replace('{count}', count).replace('{all}', lines.length),
  });
});

async function check(line) {
  const verdict = await judge(line);
  say(line.querySelector('[role=status]'), verdict);
  return verdict.tone;
}

/** It is large, and comes when it is first asked for. */
async function verifier() {
  if (!globalThis.journalVerifier) await import(panel.dataset.verifier);
  return globalThis.journalVerifier;
}

async function judge(line) {
  try {
    const { openProof } = await verifier();
    const answer = await fetch(line.querySelector('a').href, { credentials: 'same-origin' });
    if (answer.status === 503) return { tone: 'warning', text: words.notYet };
    if (!answer.ok) return { tone: 'warning', text: words.unable };
    const proof = await openProof(await answer.text(), trust());
    return isOfLine(proof, JSON.parse(line.dataset.sealed))
      ? { tone: 'success', text: words.sealed }
      : { tone: 'danger', text: words.differs };
  } catch (error) {
    const { isWrong, sentence } = globalThis.journalVerifier ?? {};
    const detail = sentence?.(error, (key) => words.said[key]);
    return isWrong?.(error) ? { tone: 'danger', text: words.wrong, detail } : { tone: 'warning', text: words.unable, detail };
  }
}

/** Is it the entry that the line shows? A proof of something else proves nothing here. */
function isOfLine({ entry, fields }, { event, at, fields: shown }) {
  const isSame = ([name, value]) => JSON.stringify(fields.get(name)) === JSON.stringify(value);
  return entry.k === event && entry.at === at && Object.entries(shown).every(isSame);
}

function trust() {
  const given = keys.value;
  if (/^\s*(log|witness|group|quorum)\s/m.test(given)) return { policy: given };
  return { vkeys: given.split('\n').filter((one) => one.trim() !== '') };
}

function tellChangedKeys() {
  try {
    const before = localStorage.getItem(known);
    if (before === null) localStorage.setItem(known, keys.defaultValue);
    panel.querySelector('[data-changed]').hidden = before === null || before === keys.defaultValue;
  } catch {
    // a browser that keeps nothing: the key is to be compared by eye
  }
}

function say(place, { tone, text, detail }) {
  place.className = `notice ${tone}`;
  place.replaceChildren(paragraph({ textContent: text }));
  if (detail) place.append(paragraph({ textContent: detail, className: 'hint', ...words.detail }));
}

function paragraph(properties) {
  return Object.assign(document.createElement('p'), properties);
}
