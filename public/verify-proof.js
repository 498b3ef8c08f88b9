// The page /verify-proof: hands the files one drops to verify-journal.js, here in the browser, and shows what it says.

const form = document.querySelector('[data-verify-proof]');
const { judge, sentence, isWrong, unusable } = globalThis.journalVerifier;
const words = JSON.parse(form.dataset.verifyProof);
const verdict = form.querySelector('[data-verdict]');
const said = (key) => words[key];

form.hidden = false;
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const given = form.elements.namedItem('policy').value;
  const isPolicy = /^\s*(log|witness|group|quorum)\s/m.test(given);
  const trust = isPolicy ? { policy: given } : { vkeys: given.split('\n').filter((line) => line.trim() !== '') };
  const [since = null] = filesOf('since');
  try {
    const files = filesOf('files');
    if (files.length === 0) throw unusable('no_file', { what: '' });
    show('info', ['…']);
    const onProgress = (done, all) => show('info', [`${done} / ${all}`]);
    show('success', await judge(files, { ...trust, since, said, onProgress }));
  } catch (error) {
    show(isWrong(error) ? 'danger' : 'warning', [sentence(error, said)]);
  }
});

function filesOf(name) {
  return [...form.elements.namedItem(name).files].map((file) => ({ name: file.name, chunks: () => chunksOf(file) }));
}

async function* chunksOf(file) {
  const reader = file.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

function show(tone, sentences) {
  const title = Object.assign(document.createElement('p'), { className: 'notice-title', textContent: words[tone] });
  const lines = sentences.map((text) => Object.assign(document.createElement('p'), { textContent: text }));
  verdict.className = `notice ${tone}`;
  verdict.replaceChildren(title, ...lines);
}
