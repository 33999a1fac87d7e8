// Shows how far an import is, once a second; without scripts the page has a link for it.
// Only changed parts are drawn again: the focus stays where it is, and a screen reader says the rest.

const PAUSE = 1000;
const PARTS = ["progress-title", "progress-state", "progress-readings", "progress-items"];

async function look() {
  const fresh = await ask();
  if (fresh) draw(fresh);
  if (fresh?.dataset.finished === "yes") document.getElementById("progress-hint").hidden = true;
  else setTimeout(look, PAUSE);
}

// The page as it is now, or null while the server does not answer.
async function ask() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById("progress");
  } catch {
    return null;
  }
}

function draw(fresh) {
  for (const part of PARTS) {
    const shown = document.getElementById(part);
    const now = fresh.querySelector(`#${part}`);
    if (!shown.isEqualNode(now)) shown.replaceChildren(...now.childNodes);
  }
}

setTimeout(look, PAUSE);
