// What is not on the server yet, in this browser's storage, by person and by window. An entry has
// key, kind (draft, judgement, refused, begun), assignment, address, fields, message, at, number.
// The number tells the order: the clock of a browser may be set back.

import { freshName, person } from "./server.js";

export const OUTBOX = "claimbook/outbox";
const WINDOW = freshName();
const LONGEST_KEPT = 30 * 24 * 3600 * 1000;

export function keepInOutbox(entry) {
  const key = entry.key ?? outboxKey(entry.assignment);
  const last = Math.max(0, ...outbox().map((other) => other.number ?? 0));
  const kept = { ...entry, key, at: Date.now(), number: last + 1 };
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Full or forbidden: the text is still on this page.
  }
  return kept;
}

export function dropFromOutbox(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Forbidden: it has no entries either.
  }
}

export function renameInOutbox(entry, names) {
  try {
    localStorage.setItem(names.key, JSON.stringify({ ...entry, ...names }));
    localStorage.removeItem(entry.key);
  } catch {
    // Full: the text stays where it is.
  }
}

// Return this person's entries, oldest first.
export function outbox() {
  const mine = `${OUTBOX}/${person()}/`;
  let entries = [];
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(mine));
    entries = keys.map((key) => JSON.parse(localStorage.getItem(key)));
  } catch {
    return [];
  }
  for (const entry of entries) {
    if (Date.now() - entry.at > LONGEST_KEPT) dropFromOutbox(entry.key);
  }
  return entries.sort((one, other) => (one.number ?? 0) - (other.number ?? 0));
}

export function outboxKey(assignment) {
  return `${OUTBOX}/${person()}/${assignment}/${WINDOW}`;
}
