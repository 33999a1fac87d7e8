// Leaving the claim on screen other than by submitting it: first everything is on the server.

import { conflict } from "./conflict.js";
import { deliver, isDelivered } from "./delivery.js";
import { isSaved } from "./drafts.js";
import { present } from "./present.js";
import { save } from "./saving.js";

let leaving;

// Once for the page.
export function startLeaving() {
  addEventListener("popstate", goBack);
  document.addEventListener("submit", afterDelivery);
}

// Back and forward load a claim again, once the server has the judgements.
async function goBack() {
  const { address } = present().desk.dataset;
  if (location.pathname === address) return;
  await deliver();
  if (isDelivered()) location.reload();
  else history.pushState(null, "", present().desk.dataset.address);
}

// Undoing, skipping and leaving wait for the judgements, which come first, and for the draft, since
// the server accepts no draft of a skipped or left claim.
async function afterDelivery(event) {
  const form = event.target;
  if (event.defaultPrevented || form.id === "judgement" || form.closest("dialog")) return;
  const saved = !present() || isSaved(present()) || form === leaving;
  if (isDelivered() && saved) return;
  event.preventDefault();
  await deliver();
  if (!isDelivered()) return;
  if (!saved) await save(present(), { keepalive: true });
  if (conflict()) return;
  // What could not be saved is in the outbox, and does not keep the user here.
  leaving = form;
  // The bar may have been drawn again while we waited.
  if (!form.isConnected) document.body.append(form);
  form.requestSubmit(form.contains(event.submitter) ? event.submitter : null);
}
