// What is not on the server yet, kept in this browser: each person's apart, each window's apart.
// An entry: key, kind (draft, judgement, refused, begun), assignment, address, fields, message, at.

const OUTBOX = "claimbook/outbox";
const WINDOW = freshName();
const LONGEST_KEPT = 30 * 24 * 3600 * 1000;

function keepInOutbox(entry) {
  const key = entry.key ?? `${OUTBOX}/${person()}/${entry.assignment}/${WINDOW}`;
  const kept = { ...entry, key, at: Date.now() };
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Full or forbidden: the text still stands on this page.
  }
  return kept;
}

function dropFromOutbox(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Forbidden: there is nothing in it either.
  }
}

// This person's entries, the oldest first.
function outbox() {
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
  return entries.sort((one, other) => one.at - other.at);
}

function outboxKey(assignment) {
  return `${OUTBOX}/${person()}/${assignment}/${WINDOW}`;
}
