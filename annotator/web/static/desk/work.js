// The claim that is being worked on: brought into view, its form submitted by key.

function startWork() {
  const work = document.getElementById("judgement");
  showClaim();
  work.querySelector(".is-invalid, .summary")?.focus();
  work.addEventListener("keydown", submitByKey);
}

function showClaim() {
  const claim = document.getElementById("claim");
  const reading = document.querySelector(".reading");
  if (claim && reading && reading.scrollHeight > reading.clientHeight) {
    reading.scrollTop = claim.offsetTop - reading.offsetTop - reading.clientHeight / 3;
  }
}

function submitByKey(event) {
  const wanted = event.key === "Enter" && (event.ctrlKey || event.metaKey);
  if (wanted && !event.repeat) event.currentTarget.requestSubmit();
}
