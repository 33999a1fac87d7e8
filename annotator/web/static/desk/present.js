// The claim on screen, and what is known of each claim that was on screen.

const items = new Map();
let shown;

// Return the claim on screen, undefined where there is none: desk, form, assignment, and its state.
export function present() {
  return shown;
}

export function setPresent(item) {
  shown = item;
  if (item) items.set(item.desk, item);
}

export function knownItem(desk) {
  return items.get(desk);
}

export function forgetItem(item) {
  items.delete(item.desk);
}

export function knownDesks() {
  return [...items.keys()];
}

// Return true if the claim of an outbox entry is the one on screen.
export function isShown(entry) {
  return shown !== undefined && shown.assignment === entry.assignment;
}
