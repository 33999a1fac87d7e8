// Closing a source: its tab goes, and the document is shown. “+ Source” lists it to open it again.

import { send } from "./server.js";
import { sayInPart, showText } from "./sources.js";
import { dropTab } from "./tabs.js";
import { textFor } from "./text.js";

// Once for the page. It captures the event: what else listens for forms sees that it is answered.
export function startClosing() {
  document.addEventListener("submit", closeSource, true);
}

async function closeSource(event) {
  const form = event.target;
  if (!form.matches(".desk .close-source")) return;
  event.preventDefault();
  const texts = form.closest(".texts");
  const fetchId = form.closest(".text-part").dataset.fetch;
  const answer = await send(form.action, []);
  if (!texts.isConnected) return;
  if (answer.status !== 200) return sayInPart(texts, answer.message ?? textFor("no-answer"));
  dropTab(fetchId);
  const tab = document.getElementById("document");
  showText(null, tab);
  tab.focus();
}
