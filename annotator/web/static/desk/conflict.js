// A claim that was changed in two windows: both texts, and a question that stops saving.

import { sayUnsaved } from "./bar.js";
import { textOf } from "./drafts.js";
import { dropFromOutbox, outbox, outboxKey } from "./outbox.js";
import { present } from "./present.js";
import { send } from "./server.js";
import { textFor } from "./text.js";

export function showBothTexts(item, answer) {
  if (item !== present()) return;
  conflict()?.remove();
  const dialog = document.createElement("dialog");
  dialog.className = "conflict";
  dialog.setAttribute("aria-labelledby", "conflict-title");
  const title = { id: "conflict-title", tabIndex: -1, textContent: textFor("two-texts") };
  dialog.append(Object.assign(document.createElement("h2"), title));
  dialog.insertAdjacentHTML("beforeend", answer.html);
  dialog.querySelector("form").addEventListener("submit", (event) => choose(event, item, dialog));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("h2").focus();
  sayUnsaved(item, textFor("changed-elsewhere"), " ", bothLink(item, answer));
}

// Return the open question: until it is answered, nothing is saved.
export function conflict() {
  return document.querySelector("dialog.conflict");
}

function bothLink(item, answer) {
  const button = document.createElement("button");
  Object.assign(button, {
    type: "button",
    className: "btn tiny",
    textContent: textFor("show-both"),
  });
  button.addEventListener("click", () => showBothTexts(item, answer));
  return button;
}

async function choose(event, item, dialog) {
  event.preventDefault();
  const form = event.currentTarget;
  const answer = await send(form.getAttribute("action"), [...new FormData(form, event.submitter)]);
  if (answer.status === 200) return openAgain(item);
  if (answer.status === 409 && answer.html) {
    dialog.close();
    return showBothTexts(item, answer);
  }
  const words = answer.message ?? textFor("no-answer-both");
  form.querySelector(".actbar").prepend(words);
}

function openAgain(item) {
  dropFromOutbox(outboxKey(item.assignment));
  for (const entry of outbox()) {
    if (entry.assignment === item.assignment) dropFromOutbox(entry.key);
  }
  item.saved = textOf(item.form);
  location.assign(item.desk.dataset.address);
}
