// Passages of a source: selected by mouse or keys, linked by the button for their stance.

import { showKeys } from "./keys.js";
import { nodeAt, pointAt, selectedIn, sentencesIn } from "./points.js";
import { fillRow, freeRow, shortened } from "./rows.js";
import { textFor } from "./text.js";

// What is selected in the open source: its fetch, its place and its words; else null.
let passage = null;

// Once for the page.
export function startPassages() {
  document.addEventListener("selectionchange", notePassage);
}

// With each source that opens.
export function watchPassages(part) {
  const bar = part.querySelector(".passage");
  if (!bar) return;
  bar.hidden = false;
  part.querySelector(".source-text").addEventListener("keydown", selectByKey);
  // A click on a button must not clear the selection.
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
  passage = passageIn(part);
  for (const button of bar.querySelectorAll("[data-stance]")) button.disabled = passage === null;
}

function openPart() {
  return document.querySelector(".desk .text-part[data-fetch]:not([hidden])");
}

function passageIn(part) {
  const selected = selectedIn(part.querySelector(".source-text"));
  const quote = selected?.words.trim();
  return quote
    ? { fetchId: part.dataset.fetch, start: selected.start, end: selected.end, quote }
    : null;
}

function takePassage(stance) {
  const part = openPart();
  if (!passage || !part) return;
  const row = freeRow();
  if (!row) return say(part, textFor("too-many-sources"));
  fillRow(row, passage, part.dataset, stance);
  const values = {
    number: row.querySelector(".number").textContent,
    stance: textFor(stance),
    quote: shortened(passage.quote),
  };
  say(part, textFor("source-filled", values));
  // From here an arrow selects the next sentence.
  const text = part.querySelector(".source-text");
  document.getSelection().collapse(...nodeAt(text, passage.end));
  text.focus({ preventScroll: true });
  notePassage();
}

function say(part, words) {
  part.querySelector("#passage-said").textContent = words;
}

// Arrows select the next and the previous sentence; with Shift they move the end by a word.
function selectByKey(event) {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const selected = document.getSelection();
  if (event.shiftKey) selected.modify("extend", way > 0 ? "forward" : "backward", "word");
  else selectSentence(event.currentTarget, selected, way);
  // The browser reports a selection with a delay, and the next key may be faster.
  notePassage();
}

// A source that was opened at a passage: the passage is selected, and the next key links it.
export function selectPlace(part) {
  const text = part.querySelector(".source-text");
  if (!text || !part.dataset.to) return;
  select(text, Number(part.dataset.from), Number(part.dataset.to));
  notePassage();
}

function selectSentence(text, selected, way) {
  const sentences = sentencesIn(text);
  const next = sentences[nextSentence(text, sentences, selected, way)];
  if (next) select(text, ...next);
}

function select(text, start, end) {
  const [first, last] = [nodeAt(text, start), nodeAt(text, end)];
  document.getSelection().setBaseAndExtent(...first, ...last);
  first[0].parentElement.scrollIntoView({ block: "nearest" });
}

function nextSentence(text, sentences, selected, way) {
  const here = text.contains(selected.anchorNode)
    ? pointAt(selected.anchorNode, selected.anchorOffset)
    : null;
  const at =
    here === null ? -1 : sentences.findIndex(([start, end]) => start <= here && here <= end);
  return at < 0 ? 0 : Math.min(Math.max(at + way, 0), sentences.length - 1);
}
