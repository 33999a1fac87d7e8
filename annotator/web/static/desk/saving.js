// Saving the claim on screen: soon after each change. The bar always says its state.

import { sayLoggedOut, saySaved, saySaving, sayUnsaved } from "./bar.js";
import { conflict, showBothTexts } from "./conflict.js";
import { draftFields, fieldsOf, isSaved, keepDraft, setUnanswered, textOf } from "./drafts.js";
import { dropFromOutbox, outboxKey } from "./outbox.js";
import { present, setPresent } from "./present.js";
import { freshName, pause, pauseAfter, send, worthTrying } from "./server.js";
import { textFor } from "./text.js";

const SOON = 2000;
const AT_LATEST = 6000;
// Another page is on its way, drawn before the next save: what is saved from now on stays in the
// outbox, too.
let pageIsComing = false;

export function startSaving() {
  const desk = document.querySelector(".desk");
  const form = desk.querySelector("#judgement");
  const item = { desk, form, assignment: desk.dataset.assignment, failures: 0, names: [] };
  item.unanswered = form.elements.unanswered.value.split(" ").filter(Boolean);
  item.saved = form.querySelector("[data-summary]") ? "" : textOf(form);
  setPresent(item);
  for (const change of ["input", "change"]) form.addEventListener(change, noteChange);
  if (!item.saved) {
    saySaving(textFor("saving"));
    noteChange();
    saveIn(item, 0);
  } else if (desk.dataset.saved) saySaved(desk.dataset.saved);
  else saySaving(textFor("nothing-to-save"));
}

export function expectPage() {
  pageIsComing = true;
}

function noteChange() {
  const item = present();
  item.touched = true;
  pageIsComing = false;
  if (isSaved(item)) return;
  keepDraft(item);
  item.changedAt ??= performance.now();
  const left = pause(AT_LATEST) - (performance.now() - item.changedAt);
  saveIn(item, Math.max(0, Math.min(pause(SOON), left)));
}

function saveIn(item, milliseconds) {
  clearTimeout(item.timer);
  item.timer = setTimeout(() => save(item), milliseconds);
}

export async function save(item, options = {}) {
  clearTimeout(item.timer);
  if (item.submitted || conflict() || isSaved(item)) return;
  // Its answer looks for later changes.
  if (item.saving && !options.keepalive) return;
  const [fields, text, name] = [fieldsOf(item.form), textOf(item.form), freshName()];
  const sent = [...draftFields(item), ...fields, ["save", name]];
  Object.assign(item, { saving: true, changedAt: undefined });
  item.names.push(name);
  setUnanswered(item, [...item.unanswered, name]);
  keepDraft(item);
  if (item === present() && !item.failures) saySaving(textFor("saving"));
  const answer = await send(item.desk.dataset.draft, sent, options);
  item.saving = false;
  if (!item.submitted) heard(item, answer, text);
}

// Take the server's answer to a save of this text.
export function heard(item, answer, text) {
  if (answer.status === 200) savedAs(item, answer, text);
  else if (answer.status === 409 && item.names.includes(answer.save)) ownSave(item, answer);
  else if (answer.status === 409 && answer.html) showBothTexts(item, answer);
  else if (worthTrying(answer.status)) tryAgain(item, answer);
  else sayUnsaved(item, textFor("not-saved", { reason: answer.message }));
}

function savedAs(item, answer, text) {
  const { version } = item.form.elements;
  version.value = Math.max(Number(version.value), answer.version);
  Object.assign(item, { failures: 0, saved: text });
  setUnanswered(item, []);
  item.desk.dataset.saved = answer.saved_at;
  if (!isSaved(item)) return saveIn(item, pause(SOON));
  if (!pageIsComing) dropFromOutbox(outboxKey(item.assignment));
  if (item !== present()) return;
  saySaved(answer.saved_at);
  if (answer.until) document.getElementById("on-desk-until").innerHTML = answer.until;
  else sayUnsaved(item, textFor("taken-back"));
}

// An older save of this window arrived late: the newer one wins.
function ownSave(item, answer) {
  item.form.elements.version.value = answer.version;
  saveIn(item, 0);
}

function tryAgain(item, answer) {
  item.failures += 1;
  saveIn(item, pauseAfter(item.failures));
  if (answer.status === 401) sayLoggedOut(item, answer.stranger);
  else sayUnsaved(item, textFor("trying-again"));
}
