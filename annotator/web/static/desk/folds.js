// Questions with a short answer: each folds to one line once it is answered, and a button opens it
// again. One button gives the usual answers to those that every claim has.

const USUAL = { candidate: "accepted", worthiness: "CFS", checkability: "checkable" };
let byPointer = false;

// Once for the page.
export function startFolds() {
  for (const used of ["pointerdown", "keydown"]) addEventListener(used, noteHand, true);
  document.addEventListener("click", answerByPointer);
  document.addEventListener("focusout", leaveByKey);
}

// With each claim.
export function showFolds() {
  for (const question of document.querySelectorAll("#judgement .fold")) show(question);
  document.getElementById("judgement").addEventListener("change", showUsual);
  showUsual();
}

// Fold an answered question, and keep the focus in it: the next key acts as before.
export function foldQuestion(question) {
  show(question);
  showUsual();
  question.tabIndex = -1;
  question.focus({ preventScroll: true });
}

// Return the question that a control answers, null for any other control.
export function questionOf(control) {
  return control.matches("[type=radio]") ? control.closest(".fold") : null;
}

function noteHand({ type }) {
  byPointer = type === "pointerdown";
}

function answerByPointer(event) {
  const { target } = event;
  if (target.id === "usual") return giveUsual(target.form);
  if (target.closest?.(".fold > .chosen button")) return open(target.closest(".fold"));
  // An arrow key chooses by a click, too, and may go on to the next answer.
  if (event.detail && target.matches?.(".fold [type=radio]")) foldQuestion(target.closest(".fold"));
}

// Nothing may move below a pointer that is pressed elsewhere.
function leaveByKey({ target, relatedTarget }) {
  const question = target.closest?.(".fold");
  if (question && !byPointer && !question.contains(relatedTarget)) show(question);
}

function show(question) {
  const answer = question.querySelector(":scope > .seg :checked");
  const chosen = question.querySelector(":scope > .chosen");
  if (answer) chosen.querySelector("b").textContent = answer.nextElementSibling.textContent;
  chosen.hidden = !answer;
  question.querySelector(":scope > .seg").hidden = Boolean(answer);
}

function open(question) {
  question.querySelector(":scope > .chosen").hidden = true;
  question.querySelector(":scope > .seg").hidden = false;
  question.querySelector(":scope > .seg :checked").focus();
}

function showUsual() {
  const { elements } = document.getElementById("judgement");
  const asked = elements.worthiness.value === "NFS" ? ["candidate"] : Object.keys(USUAL);
  document.querySelector("#judgement .usual").hidden = asked.every((name) => elements[name].value);
}

// New words for a claim are a claim, too.
function giveUsual(form) {
  for (const [name, value] of Object.entries(USUAL)) {
    const answers = form.elements[name];
    if (answers.value !== "reworded") answers.value = value;
    show(answers[0].closest(".fold"));
  }
  const changed = form.elements.checkability[0];
  for (const change of ["input", "change"])
    changed.dispatchEvent(new Event(change, { bubbles: true }));
  foldQuestion(changed.closest(".fold"));
}
