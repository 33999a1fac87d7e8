// Keys: each does what a click on its control does. The page draws them; this browser stores other
// choices.

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
  for (const cap of document.querySelectorAll("kbd[data-action]")) {
    const key = keyOf(cap.dataset.action);
    cap.textContent = capOf(key);
    controlOf(cap)?.setAttribute("aria-keyshortcuts", key);
  }
}

function pressKey(event) {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.key === "Escape" && event.target.matches?.(TYPING)) return event.target.blur();
  if (isCommand(event)) return;
  if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
  // Enter on a button or link presses that.
  if (event.key === "Enter" && event.target.closest?.("button, a, summary")) return;
  const cap = capFor(event.key);
  if (!cap) return;
  event.preventDefault();
  act(controlOf(cap));
}

// In the list of reasons, where Enter would do nothing.
function skipByEnter(event) {
  if (event.key === "Enter" && event.target.id === "skip-reason") event.target.form.requestSubmit();
}

function capFor(key) {
  const wanted = nameOf(key);
  const caps = [...document.querySelectorAll("kbd[data-action]")];
  return caps.find((cap) => keyOf(cap.dataset.action) === wanted && isOpen(controlOf(cap)));
}

// A control that a decision hides, or that only a mouse can use, has no key.
function isOpen(control) {
  if (!control || control.disabled) return false;
  const seen = control.matches(".btn-check") ? control.nextElementSibling : control;
  return seen.checkVisibility() || control.closest("details:not([open])") !== null;
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
  const said = Object.assign(document.createElement("p"), { id: "list-keys", className: "help" });
  said.textContent = textFor(control.id === "skip-reason" ? "list-keys-skip" : "list-keys");
  control.parentElement.append(said);
  const described = control.getAttribute("aria-describedby")?.split(" ") ?? [];
  control.setAttribute("aria-describedby", [...new Set([...described, said.id])].join(" "));
  control.addEventListener("blur", () => said.remove(), { once: true });
  control.focus();
}

// The next step must not be hidden behind the foot.
function showNextStep(control) {
  const steps = [...document.querySelectorAll(".desk .step")].filter((step) =>
    step.checkVisibility(),
  );
  const at = steps.indexOf(control.closest(".step"));
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
  return (
    chosenKeys()[action] ?? document.querySelector(`#keys input[name="${action}"]`)?.defaultValue
  );
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
