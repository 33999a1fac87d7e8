// Shows how far an import is, once a second; without scripts the page has a link for it.
// Only changed parts are drawn again: the focus stays where it is, and a screen reader says the rest.
// A new state has other parts: then the whole is drawn, and the page gets its new title.

const PAUSE = 1000;
const PARTS = [
  "progress-title",
  "progress-state",
  "progress-hint",
  "progress-readings",
  "progress-items",
];

async function look() {
  const fresh = await ask();
  if (fresh) draw(fresh.getElementById("progress"), fresh.title);
  const shown = document.getElementById("progress");
  if (shown.dataset.finished !== "yes") setTimeout(look, PAUSE);
  else document.getElementById("progress-hint")?.remove();
}

// The page as it is now, or null while the server does not answer.
async function ask() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById("progress") && page;
  } catch {
    return null;
  }
}

function draw(fresh, title) {
  const shown = document.getElementById("progress");
  const same = shown.dataset.state === fresh.dataset.state;
  shown.dataset.finished = fresh.dataset.finished;
  shown.dataset.state = fresh.dataset.state;
  document.title = title;
  if (!same) {
    const focused = shown.contains(document.activeElement);
    shown.replaceChildren(...fresh.childNodes);
    if (focused) focus(document.querySelector("#progress h1"));
    return;
  }
  for (const part of PARTS) {
    const before = document.getElementById(part);
    const now = fresh.querySelector(`#${part}`);
    if (before && now && !before.isEqualNode(now)) before.replaceChildren(...now.childNodes);
  }
}

// What had the focus is gone with its state.
function focus(title) {
  title.tabIndex = -1;
  title.focus();
}

setTimeout(look, PAUSE);
