// Text in the forms beside the judgement, for a source or a missed claim: it stays in this browser
// until it is sent. A chosen file cannot be kept.

import { dropFromOutbox, keepInOutbox, OUTBOX, outbox } from "./outbox.js";
import { person } from "./server.js";

// Once for the page.
export function startBegun() {
  document.addEventListener("input", keepBegun);
}

function keepBegun({ target: { form } }) {
  if (!form?.closest(".text-part, #mark")) return;
  const fields = typedIn(form).map(({ name, value }) => [name, value]);
  if (fields.some(([, value]) => value))
    keepInOutbox({ kind: "begun", key: begunKey(form), fields });
  else dropBegun(form);
}

export function dropBegun(form) {
  dropFromOutbox(begunKey(form));
}

// Fill the forms of a new part of the page; fields that have a text keep it.
export function bringBackBegun(part) {
  const begun = new Map(outbox().map((entry) => [entry.key, entry.fields]));
  for (const form of part.querySelectorAll("form")) {
    for (const [name, value] of begun.get(begunKey(form)) ?? []) {
      const field = typedIn(form).find((one) => one.name === name);
      if (!field || field.value || !value) continue;
      field.value = value;
      field.closest("details")?.setAttribute("open", "");
    }
  }
}

function typedIn(form) {
  return [...form.elements].filter((field) =>
    field.matches("textarea, input:not([type=hidden], [type=file])"),
  );
}

// The address of the form names the claim, too.
function begunKey(form) {
  return `${OUTBOX}/${person()}${form.getAttribute("action")}`;
}
