// The desk: what starts once for the page, and what starts with each claim.

import { saySaving } from "./desk/bar.js";
import { bringBackBegun, startBegun } from "./desk/begun.js";
import { startClaim, startMarks } from "./desk/claim.js";
import { startClosing } from "./desk/closing.js";
import { startFindings } from "./desk/findings.js";
import { showFolds, startFolds } from "./desk/folds.js";
import { startGuideline } from "./desk/guideline.js";
import { showKeys, startKeys } from "./desk/keys.js";
import { startLeaving } from "./desk/leaving.js";
import { startLeftovers } from "./desk/leftovers.js";
import { startPassages } from "./desk/passages.js";
import { knownItem, present, setPresent } from "./desk/present.js";
import { startRows } from "./desk/rows.js";
import { startSaving } from "./desk/saving.js";
import { startScreen } from "./desk/screen.js";
import { startSources } from "./desk/sources.js";
import { startSubmitting } from "./desk/submitting.js";
import { startSuggestion } from "./desk/suggestion.js";
import { textFor } from "./desk/text.js";
import { startWork, submitByKey } from "./desk/work.js";
import { clock, startTimes } from "./times.js";

startTimes();
if (document.querySelector(".desk")) {
  startKeys();
  startGuideline();
  startFolds();
  startMarks();
  startBegun();
  startPassages();
  startClosing();
  document.addEventListener("keydown", submitByKey);
  startScreen(startItem);
  startItem();
  startLeaving();
}
startLeftovers();

function startItem() {
  const desk = document.querySelector(".desk");
  const known = knownItem(desk);
  showKeys();
  setPresent(known);
  if (known)
    return saySaving(
      desk.dataset.saved ? textFor("saved", { time: clock(desk.dataset.saved) }) : "",
    );
  startWork();
  startClaim();
  showFolds();
  startSuggestion();
  startRows();
  startSources();
  startFindings();
  startSaving();
  startSubmitting();
  bringBackBegun(present().desk);
}
