// Closing a source: its tab goes and the document comes. “+ Source” lists it, to be opened again.

async function closeSource(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const texts = form.closest(".texts");
  const fetchId = form.closest(".text-part").dataset.fetch;
  const answer = await send(form.action, []);
  if (!texts.isConnected) return;
  if (answer.status !== 200) return sayInPart(texts, answer.message ?? "The server gave no answer. Try again.");
  dropTab(fetchId);
  const tab = document.getElementById("document");
  showText(null, tab);
  tab.focus();
}

function dropTab(fetchId) {
  document.querySelector(`.desk .source-tab[data-tab="${fetchId}"]`)?.remove();
  for (const option of document.querySelectorAll(`#evidence-rows [name$="-fetch"] [value="${fetchId}"]`)) option.remove();
}

// What a row cites stays open.
function showClosing() {
  const form = document.querySelector(".desk .text-part .close-source");
  if (form) form.hidden = rowsCiting(form.closest(".text-part").dataset.fetch).length > 0;
}
