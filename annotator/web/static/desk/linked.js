// Linked passages in the open source: in brackets, in the colour of their stance.

import { nodeAt } from "./points.js";
import { chosenStance, field, rowsCiting } from "./rows.js";
import { textFor } from "./text.js";

export function markLinked() {
  const part = document.querySelector(".desk .text-part[data-fetch]");
  const text = part?.querySelector(".source-text");
  if (!text) return;
  for (const mark of text.querySelectorAll(".m-passage")) mark.replaceWith(...mark.childNodes);
  text.normalize();
  for (const row of rowsCiting(part.dataset.fetch)) {
    const [start, end] = ["start", "end"].map((name) => field(row, name).value);
    const stance = chosenStance(row);
    if (end && stance) markPassage(text, Number(start), Number(end), stance);
  }
}

function markPassage(text, start, end, stance) {
  const passage = document.createRange();
  passage.setStart(...nodeAt(text, start));
  passage.setEnd(...nodeAt(text, end));
  const marks = piecesOf(text, passage).map((piece) => {
    const mark = document.createElement("mark");
    mark.className = "m-passage";
    mark.dataset.tone = stance.labels[0].dataset.tone;
    piece.surroundContents(mark);
    return mark;
  });
  marks.at(0)?.setAttribute("data-mark", textFor(stance.value));
  marks.at(-1)?.setAttribute("data-ends", "");
}

// Return the passage as ranges in one text node each: it may go over paragraphs.
function piecesOf(text, passage) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const pieces = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!passage.intersectsNode(node) || !node.parentElement.closest("[data-start]")) continue;
    const piece = document.createRange();
    piece.setStart(node, node === passage.startContainer ? passage.startOffset : 0);
    piece.setEnd(node, node === passage.endContainer ? passage.endOffset : node.length);
    if (!piece.collapsed) pieces.push(piece);
  }
  return pieces;
}
