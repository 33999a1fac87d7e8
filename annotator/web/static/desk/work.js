// The claim on screen: scrolled into view, its form submitted by key.

export function startWork() {
  const work = document.getElementById("judgement");
  showClaim();
  work.querySelector(".is-invalid, .summary")?.focus();
}

function showClaim() {
  const claim = document.getElementById("claim");
  const reading = document.querySelector(".reading");
  if (claim && reading && reading.scrollHeight > reading.clientHeight) {
    reading.scrollTop = claim.offsetTop - reading.offsetTop - reading.clientHeight / 3;
  }
}

// From anywhere but another form, also where nothing has the focus.
export function submitByKey(event) {
  const wanted = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat;
  const work = document.getElementById("judgement");
  const form = event.target.closest?.("form") ?? work;
  if (wanted && form === work && !document.querySelector("dialog[open]")) work.requestSubmit();
}
