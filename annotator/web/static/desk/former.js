// Texts that this browser kept by the numbers that claims had before tokens.

import { OUTBOX, outbox, renameInOutbox } from "./outbox.js";
import { person } from "./server.js";

// Let what was kept for the claims of this page go by their tokens.
export function renameFormer() {
  for (const { dataset } of desksInPage()) if (dataset.former) rename(dataset);
}

// Return true for a text whose claim is not in this page: it waits until that claim is.
export function isFormer({ assignment }) {
  return /^\d+$/.test(assignment);
}

function desksInPage() {
  const coming = [...document.querySelectorAll("#ahead template")];
  const desks = coming.map((template) => template.content.querySelector(".desk"));
  return [...document.querySelectorAll(".desk"), ...desks];
}

function rename({ former, assignment, address }) {
  const mine = `${OUTBOX}/${person()}`;
  const formerAddress = address.replace(assignment, former);
  for (const entry of outbox()) {
    // The key of a begun form has the address of the form.
    for (const [before, after] of [
      [`${mine}/${former}/`, `${mine}/${assignment}/`],
      [`${mine}${formerAddress}/`, `${mine}${address}/`],
    ]) {
      if (!entry.key.startsWith(before)) continue;
      const key = after + entry.key.slice(before.length);
      renameInOutbox(entry, entry.assignment ? { key, assignment, address } : { key });
    }
  }
}
