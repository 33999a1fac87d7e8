// The form of a claim as a draft: its fields, and whether the server has them.

import { keepInOutbox } from "./outbox.js";

export const CARRIED = ["csrf_token", "token", "drawn_at", "version", "unanswered"];

export function fieldsOf(form) {
  return [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && !CARRIED.includes(name),
  );
}

// Empty fields are left out: a line for a reason comes and goes by itself.
export function textOf(form) {
  return JSON.stringify(fieldsOf(form).filter(([, value]) => value));
}

export function isSaved(item) {
  return item.saved === textOf(item.form);
}

export function draftFields(item) {
  return [
    ["version", item.form.elements.version.value],
    ["unanswered", item.unanswered.join(" ")],
  ];
}

export function setUnanswered(item, names) {
  item.unanswered = names.slice(-20);
  item.form.elements.unanswered.value = item.unanswered.join(" ");
}

export function keepDraft(item) {
  keepInOutbox({
    kind: "draft",
    assignment: item.assignment,
    fields: [...fieldsOf(item.form), ...draftFields(item)],
  });
}
