// Places in a text: code points on the server, UTF-16 in the browser.

// The place of a point in the page's text, or null where it belongs to no paragraph. Names that
// only screen readers hear are no part of the text.
function pointAt(node, offset) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  const copy = before.cloneContents();
  for (const name of copy.querySelectorAll(".visually-hidden")) name.remove();
  return Number(paragraph.dataset.start) + [...copy.textContent].length;
}

// The same backwards: [text node, UTF-16] of a place in a text of which each paragraph is one node.
function nodeAt(text, place) {
  const paragraphs = [...text.querySelectorAll("[data-start]")];
  const paragraph = paragraphs.findLast((one) => Number(one.dataset.start) <= place) ?? paragraphs[0];
  const before = [...paragraph.textContent].slice(0, place - Number(paragraph.dataset.start));
  return [paragraph.firstChild, before.join("").length];
}

// The sentences of a text part, each as [text node, start, end] in UTF-16.
function sentencesIn(part) {
  const cut = new Intl.Segmenter(part.lang || undefined, { granularity: "sentence" });
  return [...part.querySelectorAll("[data-start]")].flatMap((paragraph) =>
    [...cut.segment(paragraph.textContent)].map(({ index, segment }) => [
      paragraph.firstChild,
      index,
      index + segment.trimEnd().length,
    ]),
  );
}
