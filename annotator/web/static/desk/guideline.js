// The guideline over the page, at the place about what has the focus.

let deskFocus = null;

// Once for the page: the link opens the guideline over it.
export function startGuideline() {
  document.addEventListener("click", openGuideline);
  document.addEventListener("focusin", (event) => {
    if (event.target.closest(".desk")) deskFocus = event.target;
  });
}

async function openGuideline(event) {
  const link = event.target.closest("#guideline");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const topic = topicOf(deskFocus);
  const body = document.getElementById("guideline-body");
  const page = await fetch(link.href).catch(() => null);
  if (!page?.ok) return window.open(link.href, "_blank", "noopener");
  const text = new DOMParser().parseFromString(await page.text(), "text/html");
  body.replaceChildren(...text.querySelectorAll("[data-guideline] > *"));
  document.getElementById("guideline-text").showModal();
  placeFor(topic, body)?.scrollIntoView({ block: "start" });
}

// Return what the last focused control is about: its answer, then its question.
function topicOf(focused) {
  const question = focused?.closest("fieldset, .ask");
  const answer = question?.querySelector(":checked")?.labels[0].querySelector("span");
  const label = answer?.lastChild.textContent;
  const step = question?.querySelector("legend, h2")?.textContent;
  return [label, step].filter(Boolean).map((words) =>
    words
      .replace(/[^\p{L}\s]/gu, "")
      .trim()
      .toLowerCase(),
  );
}

// Headings and labels first; else the first paragraph that has the words.
function placeFor(topics, body) {
  for (const wanted of topics) {
    for (const kind of ["h1, h2, h3, h4, h5, h6, tbody th", "p, li, td"]) {
      const found = [...body.querySelectorAll(kind)].find((part) =>
        part.textContent.toLowerCase().includes(wanted),
      );
      if (found) return found;
    }
  }
  return null;
}
