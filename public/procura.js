// Small comforts on pages that work without them.

for (const field of document.querySelectorAll('[data-filter]')) {
  const list = document.getElementById(field.dataset.filter);
  if (!list) continue;
  const count = field.form?.querySelector('[data-filter-count]');
  const lines = [...list.querySelectorAll('tbody > tr, :scope > li')].map((line) => ({ line, words: plain(line.textContent) }));
  field.addEventListener('input', () => {
    const wanted = plain(field.value).split(' ').filter(Boolean);
    let shown = 0;
    for (const { line, words } of lines) {
      line.hidden = !wanted.every((word) => words.includes(word));
      if (!line.hidden) shown += 1;
    }
    if (count) count.textContent = `${count.dataset.filterCount} ${shown}`;
  });
}

// « Joséphine » is found by « josephine »: marks are dropped on both sides.
function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// One click, one act. The button is not disabled: a disabled button would not send its own name and value.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'yes';
  event.submitter?.setAttribute('aria-disabled', 'true');
  setTimeout(release, 5000); // a download leaves the page where it is
});

// A page found again with the back button may be sent again.
window.addEventListener('pageshow', release);

function release() {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  for (const button of document.querySelectorAll('button[aria-disabled]')) button.removeAttribute('aria-disabled');
}

document.querySelector('[data-focus]')?.focus();

// Terms read aloud, by the device itself: a voice that needs the network would carry somebody's name and agreement away.
const speech = window.speechSynthesis;

if (speech) {
  offerVoices();
  speech.addEventListener?.('voiceschanged', offerVoices); // some browsers find their voices after the page
  window.addEventListener('pagehide', () => speech.cancel());
}

function offerVoices() {
  for (const button of document.querySelectorAll('[data-read-aloud]')) {
    const voice = voiceOf(button.closest('[lang]').lang);
    button.hidden = !voice;
    button.onclick = () => (button.dataset.reading ? speech.cancel() : readAloud(button, voice));
  }
}

function voiceOf(language) {
  const [own] = language.toLowerCase().split('-');
  return speech.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === own);
}

// Sentence by sentence, the one being read marked. Ends where it is stopped, and when another text begins.
async function readAloud(button, voice) {
  speech.cancel();
  const { read, stop } = button.dataset;
  button.dataset.reading = 'yes';
  button.textContent = stop;
  for (const part of button.closest('article').querySelectorAll('h2, h3, p, li')) if (!(await speak(part, voice))) break;
  delete button.dataset.reading;
  button.textContent = read;
}

function speak(part, voice) {
  const words = new SpeechSynthesisUtterance(part.textContent);
  Object.assign(words, { voice, lang: voice.lang });
  part.classList.add('spoken');
  return new Promise((resolve) => {
    words.onend = () => resolve(true);
    words.onerror = () => resolve(false); // stopped, or the voice failed
    speech.speak(words);
  }).finally(() => part.classList.remove('spoken'));
}
