// Passages of a source: selected by mouse or by keys, linked by a button for what they do.

// What is selected in the source that is open: its fetch, its place and its words; else null.
let passage = null;

// Once for the page.
function listenForPassages() {
  document.addEventListener("selectionchange", notePassage);
}

// With each source that opens.
function startPassages(part) {
  const bar = part.querySelector(".passage");
  if (!bar) return;
  bar.hidden = false;
  part.querySelector(".source-text").addEventListener("keydown", selectByKey);
  // A button that is pressed must not take the selection away.
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  for (const button of bar.querySelectorAll("[data-stance]")) {
    button.addEventListener("click", () => takePassage(button.dataset.stance));
  }
  showKeys();
  notePassage();
}

function notePassage() {
  const part = openPart();
  const bar = part?.querySelector(".passage");
  if (!bar || bar.contains(document.activeElement)) return;
  passage = selectedIn(part.querySelector(".source-text"), part.dataset.fetch);
  for (const button of bar.querySelectorAll("[data-stance]")) button.disabled = passage === null;
}

function openPart() {
  return document.querySelector(".desk .text-part[data-fetch]:not([hidden])");
}

function selectedIn(text, fetchId) {
  const selected = document.getSelection();
  if (!text || selected.isCollapsed || !selected.rangeCount) return null;
  const range = selected.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  const start = pointAt(range.startContainer, range.startOffset);
  const end = pointAt(range.endContainer, range.endOffset);
  const quote = String(selected).trim();
  return start === null || end === null || start >= end || !quote ? null : { fetchId, start, end, quote };
}

function takePassage(stance) {
  const part = openPart();
  if (!passage || !part) return;
  const row = freeRow();
  if (!row) return say(part, "No more sources fit into one judgement.");
  fillRow(row, passage, part.dataset, stance);
  say(part, `Source ${row.querySelector(".number").textContent} ${stance}: “${shortened(passage.quote)}”`);
  signTabs();
  // From here an arrow goes on to the next sentence.
  document.getSelection().collapseToEnd();
  part.querySelector(".source-text").focus({ preventScroll: true });
  notePassage();
}

function say(part, words) {
  part.querySelector("#passage-said").textContent = words;
}

// Arrows go from sentence to sentence; with Shift they move the selection's end by a word.
function selectByKey(event) {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const selected = document.getSelection();
  if (event.shiftKey) selected.modify("extend", way > 0 ? "forward" : "backward", "word");
  else selectSentence(event.currentTarget, selected, way);
  // The browser tells of a selection a moment later than it is there: the next key is quicker.
  notePassage();
}

// A source that was opened at a passage: the passage is selected, to be linked by the next key.
function selectPlace(part) {
  const text = part.querySelector(".source-text");
  if (!text || !part.dataset.to) return;
  const [first, last] = [part.dataset.from, part.dataset.to].map((place) => nodeAt(text, Number(place)));
  document.getSelection().setBaseAndExtent(...first, ...last);
  first[0].parentElement.scrollIntoView({ block: "nearest" });
  notePassage();
}

function selectSentence(text, selected, way) {
  const sentences = sentencesIn(text);
  const next = sentences[nextSentence(sentences, selected, way)];
  if (!next) return;
  selected.setBaseAndExtent(next[0], next[1], next[0], next[2]);
  next[0].parentElement.scrollIntoView({ block: "nearest" });
}

function nextSentence(sentences, selected, way) {
  const at = sentences.findIndex(
    ([node, start, end]) =>
      node === selected.anchorNode && start <= selected.anchorOffset && selected.anchorOffset <= end,
  );
  return at < 0 ? 0 : Math.min(Math.max(at + way, 0), sentences.length - 1);
}
