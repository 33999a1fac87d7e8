// Keys: each does what a click on its control does. The page draws them; this browser stores other
// choices.

import { foldQuestion, questionOf } from "./folds.js";
import { textFor } from "./text.js";

const TYPING =
  "input:not([type=radio], [type=checkbox], [type=submit], [type=button]), textarea, select, [contenteditable]";
const CHOSEN = "claimbook keys";
// An action may have one character that is no space, or Enter. Other keys have their own meaning.
const MAY_BE_CHOSEN = /^(?:[^\s\p{C}]|Enter)$/u;
const LEFT_ALONE = ["Tab", "Escape", "Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"];

// Once for the page.
export function startKeys() {
  document.addEventListener("keydown", pressKey);
  document.addEventListener("keydown", skipByEnter);
  document.addEventListener("click", (event) => {
    if (event.target.closest("#show-keys")) document.getElementById("keys").showModal();
  });
  const dialog = document.getElementById("keys");
  for (const field of dialog.querySelectorAll("input")) {
    field.value = keyOf(field.name);
    field.addEventListener("keydown", chooseKey);
  }
  document.getElementById("keys-reset").addEventListener("click", forgetKeys);
}

// With each claim and each bar: controls show their keys.
export function showKeys() {
  const keys = keysOfActions();
  for (const cap of document.querySelectorAll("kbd[data-action]")) {
    const key = keys[cap.dataset.action];
    if (cap.textContent !== capOf(key)) cap.textContent = capOf(key);
    if (key) controlOf(cap)?.setAttribute("aria-keyshortcuts", key);
    else controlOf(cap)?.removeAttribute("aria-keyshortcuts");
  }
}

function pressKey(event) {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.key === "Escape" && event.target.matches?.(TYPING)) return leaveField(event.target);
  if (isCommand(event)) return;
  if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
  // Enter on a button or link presses that.
  if (event.key === "Enter" && event.target.closest?.("button, a, summary")) return;
  const cap = capFor(event);
  if (!cap) return;
  event.preventDefault();
  act(controlOf(cap));
}

// In the list of reasons, where Enter would do nothing.
function skipByEnter(event) {
  if (event.key === "Enter" && event.target.id === "skip-reason") event.target.form.requestSubmit();
}

function leaveField(field) {
  field.blur();
  field.closest(".menu")?.removeAttribute("open");
}

// The key of an evidence row counts while the focus is in that row, and then before all others. A
// chosen key counts before the default of another action.
function capFor(event) {
  const keys = keysOfActions();
  const chosen = chosenKeys();
  const caps = [...document.querySelectorAll("kbd[data-action]")];
  for (const name of namesOf(event)) {
    const matching = caps.filter(
      (cap) => keys[cap.dataset.action] === name && isInReach(cap) && isOpen(controlOf(cap)),
    );
    const first =
      matching.find((cap) => cap.closest(".linked")) ??
      matching.find((cap) => cap.dataset.action in chosen) ??
      matching[0];
    if (first) return first;
  }
  return null;
}

function isInReach(cap) {
  const row = cap.closest(".linked");
  return !row || row.contains(document.activeElement);
}

// A control that a decision hides, or that only a mouse can use, has no key. Those of a folded
// answer and of a closed panel have theirs; the usual answers can always be given.
function isOpen(control) {
  if (!control || control.disabled) return false;
  if (control.id === "usual") return true;
  const around = questionOf(control) ?? control.closest("details:not([open])") ?? control;
  return around.checkVisibility();
}

function act(control) {
  for (
    let around = control.closest("details");
    around;
    around = around.parentElement.closest("details")
  ) {
    around.open = true;
  }
  if (control.matches("summary")) {
    return control.parentElement
      .querySelector("input:not([type=hidden]), textarea, select")
      .focus();
  }
  if (control.matches(TYPING) || control.tabIndex === -1) return goTo(control);
  control.focus();
  control.click();
  const question = questionOf(control);
  if (question) foldQuestion(question);
  const opened = control.dataset.opens && document.getElementById(control.dataset.opens);
  if (opened) goTo(opened);
  else showNextStep(control);
}

function goTo(control) {
  if (control.matches("select")) goToList(control);
  else control.focus();
  // The cursor goes behind the text, unless it was placed before.
  if (control.selectionEnd === 0)
    control.setSelectionRange(control.value.length, control.value.length);
}

// A list uses all letters itself, which it does not show: a line below says so.
function goToList(control) {
  const said = Object.assign(document.createElement("p"), {
    id: "list-keys",
    className: "small quiet",
  });
  said.textContent = textFor(control.id === "skip-reason" ? "list-keys-skip" : "list-keys");
  control.parentElement.append(said);
  const described = control.getAttribute("aria-describedby")?.split(" ") ?? [];
  control.setAttribute("aria-describedby", [...new Set([...described, said.id])].join(" "));
  control.addEventListener("blur", () => said.remove(), { once: true });
  control.focus();
}

// The next question must not be hidden behind the foot.
function showNextStep(control) {
  const steps = [
    ...document.querySelectorAll("#judgement .fold, #judgement .ask, .conclusion > .field"),
  ].filter((step) => step.checkVisibility());
  const at = steps.findLastIndex((step) => step.contains(control));
  if (at >= 0) steps[at + 1]?.scrollIntoView({ block: "nearest" });
}

function controlOf(cap) {
  return document.getElementById(cap.dataset.for);
}

// Return true if a key is held that makes a command of another one. AltGr only types, and Windows
// reports it as Ctrl and Alt together.
export function isCommand(event) {
  return event.metaKey || ((event.ctrlKey || event.altKey) && !event.getModifierState("AltGraph"));
}

// Return the name of a pressed key: the same with Shift and Caps Lock, where it is one letter.
export function nameOf(key) {
  const small = key.toLowerCase();
  return small.length === key.length && isOneCharacter(key) ? small : key;
}

// Return the names by which a pressed key may be known: what it types; then the digit of the upper
// row, which some layouts type with Shift alone; then, where it types a letter that a key of the
// desk cannot have, the Latin letter of its place.
export function namesOf(event) {
  const { key, code, shiftKey } = event;
  const typed = nameOf(key);
  if (event.getModifierState("AltGraph")) return [typed];
  const digit = shiftKey ? null : /^Digit(\d)$/.exec(code);
  const letter = /^\p{L}$/u.test(typed) && !/^[a-z]$/.test(typed) && /^Key([A-Z])$/.exec(code);
  return [typed, ...[digit, letter].filter(Boolean).map(([, place]) => place.toLowerCase())];
}

// Return a key as its cap shows it.
export function capOf(key) {
  const large = key.toUpperCase();
  if (key === "Enter") return "⏎";
  return isOneCharacter(large) ? large : key;
}

// Return true if an action may have this key.
export function mayBeChosen(key) {
  return MAY_BE_CHOSEN.test(key);
}

function isOneCharacter(key) {
  return [...key].length === 1;
}

function keyOf(action) {
  return keysOfActions()[action];
}

function keysOfActions() {
  const fields = [...document.querySelectorAll("#keys input")];
  const defaults = fields.map((field) => [field.name, field.defaultValue]);
  return { ...Object.fromEntries(defaults), ...chosenKeys() };
}

function chosenKeys() {
  try {
    const kept = Object.entries(JSON.parse(localStorage.getItem(CHOSEN)) ?? {});
    return Object.fromEntries(kept.filter(([, key]) => mayBeChosen(key)));
  } catch {
    return {};
  }
}

// In the list of keys: the action gets the next key, unless another action has it.
function chooseKey(event) {
  if (LEFT_ALONE.includes(event.key) || isCommand(event)) return;
  const said = document.getElementById("keys-said");
  if (!mayBeChosen(event.key)) {
    said.textContent = textFor("key-refused");
    return;
  }
  event.preventDefault();
  const key = nameOf(event.key);
  const other = [...document.querySelectorAll("#keys input")].find(
    (field) => field !== event.target && keyOf(field.name) === key,
  );
  if (other) {
    said.textContent = textFor("key-taken", {
      key: capOf(key),
      action: other.labels[0].textContent.trim(),
    });
    return;
  }
  rememberKeys({ ...chosenKeys(), [event.target.name]: key });
  event.target.value = key;
  said.textContent = textFor("key-chosen", {
    key: capOf(key),
    action: event.target.labels[0].textContent.trim(),
  });
  showKeys();
}

function rememberKeys(keys) {
  try {
    localStorage.setItem(CHOSEN, JSON.stringify(keys));
  } catch {
    document.getElementById("keys-said").textContent = textFor("keys-not-stored");
  }
}

function forgetKeys() {
  rememberKeys({});
  for (const field of document.querySelectorAll("#keys input")) field.value = field.defaultValue;
  document.getElementById("keys-said").textContent = textFor("keys-reset");
  showKeys();
}
