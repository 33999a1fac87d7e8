// The suggested wording: one key puts it into the form as if typed, one turns it down.

import { foldQuestion } from "./folds.js";
import { textFor } from "./text.js";

export function startSuggestion() {
  const fold = document.getElementById("suggested");
  if (!fold) return;
  document.getElementById("suggestion-answers").hidden = false;
  document.getElementById("use-wording").addEventListener("click", () => useWording(fold));
  document.getElementById("refuse-wording").addEventListener("click", () => {
    answer(fold, "refused");
    document.getElementById("suggestion-title").focus();
  });
  showAnswer(fold);
}

function useWording(fold) {
  const { candidate, wording } = fold.closest("form").elements;
  candidate.value = "reworded";
  wording.focus();
  wording.select();
  // The only way to write that the browser can undo; it is deprecated, but has no successor.
  if (!document.execCommand("insertText", false, fold.dataset.wording)) {
    wording.value = fold.dataset.wording;
    wording.dispatchEvent(new Event("input", { bubbles: true }));
  }
  answer(fold, "used");
  foldQuestion(candidate[0].closest(".fold"));
}

// The draft stores the answer.
function answer(fold, said) {
  const { suggestion } = fold.closest("form").elements;
  suggestion.value = said;
  suggestion.dispatchEvent(new Event("input", { bubbles: true }));
  showAnswer(fold);
}

// An answered suggestion folds to one line, which can be opened again.
function showAnswer(fold) {
  const said = fold.closest("form").elements.suggestion.value;
  if (!said) return;
  fold.open = false;
  document.getElementById("suggestion-title").textContent = textFor(
    said === "used" ? "suggestion-used" : "suggestion-refused",
  );
}
