// The claim itself: what a new wording adds, and missed claims that are selected in the document.

import { dropBegun } from "./begun.js";
import { selectedIn } from "./points.js";
import { send } from "./server.js";
import { textFor } from "./text.js";

export function startClaim() {
  const form = document.getElementById("judgement");
  form.elements.wording.addEventListener("input", showAdded);
  showAdded();
}

// Once for the page.
export function startMarks() {
  document.addEventListener("selectionchange", offerMark);
  document.addEventListener("submit", sendMark, true);
  document.addEventListener("input", forgetPlace);
  document.addEventListener("keydown", (event) => {
    const mark = event.target.closest?.("#mark");
    if (mark && event.key === "Enter" && (event.ctrlKey || event.metaKey)) mark.requestSubmit();
  });
}

// Say below the new wording what it adds and leaves out.
function showAdded() {
  const line = document.getElementById("added");
  const { wording } = document.getElementById("judgement").elements;
  const { added, left } = difference(line.dataset.original, wording.value);
  const parts = [];
  if (added.length) parts.push(textFor("words-added", { words: added.join(" ") }));
  if (left.length) parts.push(textFor("words-left-out", { words: left.join(" ") }));
  line.textContent = parts.join(". ");
}

// Return the words that a new wording adds, and those of the old one that it leaves out.
export function difference(before, now) {
  const [old, fresh] = [wordsOf(before), wordsOf(now)];
  return { added: without(fresh, old), left: without(old, fresh) };
}

// Quotes, brackets and stops around a word do not change it; “5%” and “-5” are other words.
const AROUND_WORDS =
  /^(?:[\p{Ps}\p{Pi}\p{Pf}"']|\p{Pd}(?!\d))+|[\p{Pe}\p{Pi}\p{Pf}\p{Pd}\p{Terminal_Punctuation}…"']+$/gu;

function wordsOf(text) {
  const words = text.split(/\s+/u).map((word) => word.replace(AROUND_WORDS, ""));
  return words.filter(Boolean);
}

// Return the words that the others lack, as often as they lack them.
function without(words, others) {
  const left = others.map(sameness);
  return words.filter((word) => {
    const at = left.indexOf(sameness(word));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

// Return what equal words have in common, however their accents are stored.
function sameness(word) {
  return word.normalize().toLowerCase();
}

// Words that are selected in the document go into the form for a missed claim.
function offerMark() {
  const mark = document.getElementById("mark");
  const selected = mark && selectedIn(document.querySelector(".desk .document-part .read"));
  if (!selected) return;
  mark.elements.words.value = selected.words;
  setPlace(mark, selected.start, selected.end);
}

// The server searches for typed words: the place belongs to the selected ones.
function forgetPlace(event) {
  const mark = event.target.closest?.("#mark");
  if (!mark) return;
  setPlace(mark, "", "");
}

// The message about the last words goes with them.
function setPlace(mark, start, end) {
  mark.elements.start.value = start;
  mark.elements.end.value = end;
  document.getElementById("marked").textContent = "";
}

// The form is sent without leaving the page: the judgement's form keeps its text.
async function sendMark(event) {
  const mark = event.target;
  if (mark.id !== "mark") return;
  event.preventDefault();
  const { words } = mark.elements;
  const sent = words.value;
  const answer = await send(
    mark.action,
    [...new FormData(mark)].filter(([name]) => name !== "csrf_token"),
  );
  document.getElementById("marked").textContent = answer.message ?? textFor("claim-not-added");
  // Other words that were selected or typed in between stay.
  if (answer.status !== 200 || words.value !== sent) return;
  words.value = "";
  dropBegun(mark);
}
