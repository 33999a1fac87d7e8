// The draft of the claim on screen: saved soon after each change, and its state always said.

const SOON = 2000;
const AT_LATEST = 6000;
const CARRIED = ["csrf_token", "token", "drawn_at", "version", "unanswered"];
// What is known of each claim that was on screen, by its element.
const items = new Map();
let present;
// Another page is on its way, drawn before what is saved from now on: that stays kept here, too.
let pageIsComing = false;

function startSaving() {
  const desk = document.querySelector(".desk");
  const form = desk.querySelector("#judgement");
  present = { desk, form, assignment: desk.dataset.assignment, failures: 0, names: [] };
  present.unanswered = form.elements.unanswered.value.split(" ").filter(Boolean);
  present.saved = form.querySelector(".summary") ? "" : textOf(form);
  items.set(desk, present);
  for (const change of ["input", "change"]) form.addEventListener(change, noteChange);
  if (!present.saved) {
    saySaving("Saving…");
    noteChange();
    saveIn(present, 0);
  } else if (desk.dataset.saved) saySaved(desk.dataset.saved);
  else saySaving("Nothing to save yet");
}

function fieldsOf(form) {
  return [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && !CARRIED.includes(name),
  );
}

function textOf(form) {
  // What is empty says nothing: a line for a reason comes and goes by itself.
  return JSON.stringify(fieldsOf(form).filter(([, value]) => value));
}

function isSaved(item) {
  return item.saved === textOf(item.form);
}

function noteChange() {
  const item = present;
  item.touched = true;
  pageIsComing = false;
  if (isSaved(item)) return;
  keepDraft(item);
  item.changedAt ??= performance.now();
  const left = pause(AT_LATEST) - (performance.now() - item.changedAt);
  saveIn(item, Math.max(0, Math.min(pause(SOON), left)));
}

function keepDraft(item) {
  keepInOutbox({
    kind: "draft",
    assignment: item.assignment,
    fields: [...fieldsOf(item.form), ...draftFields(item)],
  });
}

function saveIn(item, milliseconds) {
  clearTimeout(item.timer);
  item.timer = setTimeout(() => save(item), milliseconds);
}

async function save(item, options = {}) {
  clearTimeout(item.timer);
  if (item.submitted || conflict() || isSaved(item)) return;
  if (item.saving && !options.keepalive) return; // its answer looks for what changed meanwhile
  const [fields, text, name] = [fieldsOf(item.form), textOf(item.form), freshName()];
  const sent = [...draftFields(item), ...fields, ["save", name]];
  Object.assign(item, { saving: true, changedAt: undefined });
  item.names.push(name);
  setUnanswered(item, [...item.unanswered, name]);
  keepDraft(item);
  if (item === present && !item.failures) saySaving("Saving…");
  const answer = await send(item.desk.dataset.draft, sent, options);
  item.saving = false;
  if (!item.submitted) heard(item, answer, text);
}

function draftFields(item) {
  return [
    ["version", item.form.elements.version.value],
    ["unanswered", item.unanswered.join(" ")],
  ];
}

function setUnanswered(item, names) {
  item.unanswered = names.slice(-20);
  item.form.elements.unanswered.value = item.unanswered.join(" ");
}

function heard(item, answer, text) {
  if (answer.status === 200) savedAs(item, answer, text);
  else if (answer.status === 409 && item.names.includes(answer.save)) ownSave(item, answer);
  else if (answer.status === 409 && answer.html) showBothTexts(item, answer);
  else if (worthTrying(answer.status)) tryAgain(item, answer);
  else sayUnsaved(item, `Not saved: ${answer.message} Your text is kept here.`);
}

function savedAs(item, answer, text) {
  const { version } = item.form.elements;
  version.value = Math.max(Number(version.value), answer.version);
  Object.assign(item, { failures: 0, saved: text });
  setUnanswered(item, []);
  item.desk.dataset.saved = answer.saved_at;
  if (!isSaved(item)) return saveIn(item, pause(SOON));
  if (!pageIsComing) dropFromOutbox(outboxKey(item.assignment));
  if (item !== present) return;
  saySaved(answer.saved_at);
  if (answer.until) document.getElementById("on-desk-until").innerHTML = answer.until;
  else sayUnsaved(item, "The queue took this claim back. Your text is saved; submit it to see whether it can still be judged.");
}

// An older save of this very window came late: the newer one is kept.
function ownSave(item, answer) {
  item.form.elements.version.value = answer.version;
  saveIn(item, 0);
}

function tryAgain(item, answer) {
  item.failures += 1;
  saveIn(item, pauseAfter(item.failures));
  if (answer.status === 401) sayLoggedOut(item, answer.stranger);
  else sayUnsaved(item, "Not saved: trying again (your text is kept here)");
}

function saySaved(moment) {
  saySaving(`Saved ${clock(moment)}`);
}

function saySaving(words) {
  document.getElementById("unsaved").replaceChildren();
  document.getElementById("saving").textContent = words;
}

function sayUnsaved(item, ...words) {
  if (item !== present) return;
  document.getElementById("saving").textContent = "";
  const line = document.getElementById("unsaved");
  if (line.textContent !== words.map((part) => part.textContent ?? part).join("")) {
    line.replaceChildren(...words);
  }
}

function sayLoggedOut(item, stranger) {
  const why = stranger
    ? "Not saved: somebody else is logged in now. Your text is kept here for you. "
    : "Not saved: you were logged out. Your text is kept here. ";
  sayUnsaved(item, why, loginLink());
}

function loginLink() {
  const link = document.createElement("a");
  Object.assign(link, { href: entrance(), target: "_blank", rel: "noopener" });
  link.textContent = "Log in in a new tab";
  return link;
}
