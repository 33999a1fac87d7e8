// The claim itself: what a new wording adds, a first split, and words marked in the document.

function startClaim() {
  const form = document.getElementById("judgement");
  form.elements.wording.addEventListener("input", showAdded);
  showAdded();
}

// Once for the page.
function startMarks() {
  document.addEventListener("selectionchange", offerMark);
  document.addEventListener("submit", sendMark, true);
  document.addEventListener("input", forgetPlace);
  document.addEventListener("keydown", (event) => {
    const mark = event.target.closest?.("#mark");
    if (mark && event.key === "Enter" && (event.ctrlKey || event.metaKey)) mark.requestSubmit();
  });
}

// What was added and left out, word by word, below the new wording.
function showAdded() {
  const line = document.getElementById("added");
  const now = wordsOf(document.getElementById("judgement").elements.wording.value);
  const before = wordsOf(line.dataset.original);
  const added = without(now, before);
  const left = without(before, now);
  const parts = [];
  if (added.length) parts.push(`Added: ${added.join(" ")}`);
  if (left.length) parts.push(`Left out: ${left.join(" ")}`);
  line.textContent = parts.join(". ");
}

// Quote marks, brackets and stops around a word make no other word of it; “5%” and “-5” are others.
const AROUND_WORDS = /^(?:[\p{Ps}\p{Pi}\p{Pf}"']|\p{Pd}(?!\d))+|[\p{Pe}\p{Pi}\p{Pf}\p{Pd}.,;:!?…"']+$/gu;

function wordsOf(text) {
  const words = text.split(/\s+/u).map((word) => word.replace(AROUND_WORDS, ""));
  return words.filter(Boolean);
}

// The words that the others lack, as often as they lack them.
function without(words, others) {
  const left = others.map((word) => word.toLowerCase());
  return words.filter((word) => {
    const at = left.indexOf(word.toLowerCase());
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

// Words that are selected in the document go into the form that makes a claim of them.
function offerMark() {
  const mark = document.getElementById("mark");
  const selected = document.getSelection();
  const article = document.querySelector(".desk .reading");
  if (!mark || !article || selected.isCollapsed || !selected.rangeCount) return;
  const range = selected.getRangeAt(0);
  if (!article.contains(range.commonAncestorContainer)) return;
  const [start, end] = [pointAt(range.startContainer, range.startOffset), pointAt(range.endContainer, range.endOffset)];
  if (start === null || end === null || start >= end) return;
  mark.elements.words.value = String(selected);
  setPlace(mark, start, end);
}

// Words that are typed are looked for anew: the place was that of the selected ones.
function forgetPlace(event) {
  const mark = event.target.closest?.("#mark");
  if (!mark) return;
  setPlace(mark, "", "");
}

// With other words, what was said of the last ones goes.
function setPlace(mark, start, end) {
  mark.elements.start.value = start;
  mark.elements.end.value = end;
  document.getElementById("marked").textContent = "";
}

// The form is sent from where one is: what stands in the other form stays.
async function sendMark(event) {
  const mark = event.target;
  if (mark.id !== "mark") return;
  event.preventDefault();
  const { words } = mark.elements;
  const sent = words.value;
  const answer = await send(mark.action, [...new FormData(mark)].filter(([name]) => name !== "csrf_token"));
  document.getElementById("marked").textContent = answer.message ?? "Not added: try again. The words are kept here.";
  // Whoever has gone on to other words meanwhile keeps them.
  if (answer.status !== 200 || words.value !== sent) return;
  words.value = "";
  dropBegun(mark);
}
