// Submitting the claim on screen: the next one is shown at once, the judgement is sent behind it.

import { takeNext } from "./ahead.js";
import { saySaving } from "./bar.js";
import { changeDraft } from "./changes.js";
import { deliver, forgetRefused, queue } from "./delivery.js";
import { draftFields, fieldsOf } from "./drafts.js";
import { keepInOutbox } from "./outbox.js";
import { present } from "./present.js";
import { justShown, show, shownFor } from "./screen.js";

export function startSubmitting() {
  present().form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (button?.name === "change") changeDraft(present(), button.value);
    else submitItem(present());
  });
}

function submitItem(item) {
  if (item.submitted || (justShown() && !item.touched)) return;
  clearTimeout(item.timer);
  item.submitted = true;
  const entry = keepInOutbox({
    kind: "judgement",
    assignment: item.assignment,
    address: item.desk.dataset.address,
    fields: [...fieldsOf(item.form), ...carriedFields(item)],
  });
  forgetRefused(item.assignment);
  queue({ ...entry, item });
  const next = takeNext();
  if (next) show(next);
  else saySaving("Saving…");
  deliver();
}

function carriedFields(item) {
  const { token, drawn_at } = item.form.elements;
  const seconds = Math.round(shownFor() / 1000);
  return [
    ["token", token.value],
    ["drawn_at", drawn_at.value],
    // A claim that was sent ahead was drawn earlier than it was shown.
    ...(Number.isFinite(seconds) ? [["shown_for", seconds]] : []),
    ...draftFields(item),
  ];
}
