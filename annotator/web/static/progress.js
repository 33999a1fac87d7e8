// Shows how far an import is, once a second; without scripts the page has a link for it.

const PAUSE = 1000;

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = fresh.getElementById("progress");
  document.getElementById("progress").replaceWith(now);
  if (now.dataset.finished !== "yes") setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
