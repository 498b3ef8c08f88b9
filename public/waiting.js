// A page that waits looks again every ten seconds: what it says is kept up to date in its place, and when the state changed it goes on.
// It says that it looks by itself: nobody may be there any more, and the session ends then.

const waiting = document.querySelector('[data-waiting]');
const timer = waiting && setInterval(look, 10_000);

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(`${waiting.dataset.waiting}?by=itself`, { credentials: 'same-origin' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = page.querySelector('[data-waiting]');
    if (answer.ok && now?.dataset.state === waiting.dataset.state) {
      if (now.innerHTML !== waiting.innerHTML) waiting.replaceChildren(...now.childNodes);
      return;
    }
    clearInterval(timer);
    location.assign(waiting.dataset.waiting);
  } catch {
    // no network for a moment: the next look will tell
  }
}
