// The claim that is being worked on: its form, brought into view, submitted by key, never left
// with unsaved words unasked.

const work = document.getElementById("judgement");

function startWork() {
  showClaim();
  focusFirstError();
  work.addEventListener("keydown", submitByKey);
  guardWords();
}

function showClaim() {
  const claim = document.getElementById("claim");
  const reading = document.querySelector(".reading");
  if (claim && reading && reading.scrollHeight > reading.clientHeight) {
    reading.scrollTop = claim.offsetTop - reading.offsetTop - reading.clientHeight / 3;
  }
}

function focusFirstError() {
  const wrong = work.querySelector(".is-invalid, .summary");
  if (wrong) wrong.focus();
}

function submitByKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) work.requestSubmit();
}

function guardWords() {
  // A form that came back with errors holds words that are saved nowhere.
  let changed = work.querySelector(".summary") !== null;
  work.addEventListener("input", () => (changed = true));
  work.addEventListener("submit", () => (changed = false));
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
