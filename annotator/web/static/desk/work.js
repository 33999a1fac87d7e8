// The claim on screen: scrolled into view, its form submitted by key.

export function startWork() {
  const work = document.getElementById("judgement");
  showClaim();
  work.querySelector("[aria-invalid], [data-summary]")?.focus();
}

function showClaim() {
  const claim = document.getElementById("claim");
  const reading = document.querySelector(".document-part .read");
  if (claim && reading && reading.scrollHeight > reading.clientHeight) {
    const below = claim.getBoundingClientRect().top - reading.getBoundingClientRect().top;
    reading.scrollTop += below - reading.clientHeight / 3;
  }
}

// From anywhere but another form, also where nothing has the focus.
export function submitByKey(event) {
  const wanted = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat;
  const work = document.getElementById("judgement");
  const form = event.target.closest?.("form") ?? work;
  if (wanted && form === work && !document.querySelector("dialog[open]")) work.requestSubmit();
}
