// Places in a text: code points on the server, UTF-16 units in the browser.

// Return the place of a point in the text, null outside of its paragraphs.
export function pointAt(node, offset) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(
    "[data-start]",
  );
  if (!paragraph) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return Number(paragraph.dataset.start) + [...before.cloneContents().textContent].length;
}

// Return [text node, UTF-16 offset] of a place in a text.
export function nodeAt(text, place) {
  const paragraphs = [...text.querySelectorAll("[data-start]")];
  const paragraph =
    paragraphs.findLast((one) => Number(one.dataset.start) <= place) ?? paragraphs[0];
  const before = [...paragraph.textContent].slice(0, place - Number(paragraph.dataset.start));
  return nodeIn(paragraph, before.join("").length);
}

// Hidden characters stand in elements, so a paragraph can have several text nodes.
function nodeIn(paragraph, offset) {
  const nodes = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let left = offset;
  while (nodes.nextNode() && left > nodes.currentNode.length) left -= nodes.currentNode.length;
  return [nodes.currentNode, Math.min(left, nodes.currentNode.length)];
}

// Return the sentences of a text, each as [start, end] in the text.
export function sentencesIn(part) {
  const cut = new Intl.Segmenter(part.lang || undefined, { granularity: "sentence" });
  return [...part.querySelectorAll("[data-start]")].flatMap((paragraph) => {
    const words = paragraph.textContent;
    const place = (index) => Number(paragraph.dataset.start) + [...words.slice(0, index)].length;
    return [...cut.segment(words)].map(({ index, segment }) => [
      place(index),
      place(index + segment.trimEnd().length),
    ]);
  });
}

// Return what is selected in a text, as its start, end and words; null for nothing.
export function selectedIn(text) {
  const selected = document.getSelection();
  if (!text || selected.isCollapsed || !selected.rangeCount) return null;
  const range = selected.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  const start = pointAt(range.startContainer, range.startOffset);
  const end = pointAt(range.endContainer, range.endOffset);
  return start === null || end === null || start >= end
    ? null
    : { start, end, words: String(selected) };
}
