// A page that waits for somebody looks again every ten seconds, and goes on when something changed.

const waiting = document.querySelector('[data-waiting]');
const timer = waiting && setInterval(look, 10_000);

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(waiting.dataset.waiting, { credentials: 'same-origin' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = page.querySelector('[data-waiting]')?.dataset.state;
    if (answer.ok && now === waiting.dataset.state) return;
    clearInterval(timer);
    location.assign(waiting.dataset.waiting);
  } catch {
    // no network for a moment: the next look will tell
  }
}
