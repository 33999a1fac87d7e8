// Keys: each does what a click on the control beside it does. The page draws them; whoever chose
// others keeps them in this browser.

const TYPING = "input:not([type=radio], [type=checkbox], [type=submit], [type=button]), textarea, select, [contenteditable]";
const CHOSEN = "claimbook keys";
// What an action may have: one sign that is no space, or Enter. All else has a work of its own.
const MAY_BE_CHOSEN = /^(?:[^\s\p{C}]|Enter)$/u;
const LEFT_ALONE = ["Tab", "Escape", "Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"];

// Once for the page.
function startKeys() {
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

// With each claim and each bar: their controls say their keys.
function showKeys() {
  for (const cap of document.querySelectorAll("kbd[data-action]")) {
    const key = keyOf(cap.dataset.action);
    cap.textContent = capOf(key);
    controlOf(cap)?.setAttribute("aria-keyshortcuts", key);
  }
}

function pressKey(event) {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.key === "Escape" && event.target.matches?.(TYPING)) return event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
  // Enter on a button or link is that button's or link's own.
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
  const wanted = key.length === 1 ? key.toLowerCase() : key;
  const caps = [...document.querySelectorAll("kbd[data-action]")];
  return caps.find((cap) => keyOf(cap.dataset.action) === wanted && isOpen(controlOf(cap)));
}

// A control that a decision has put away, or that is only there for the mouse, has no key.
function isOpen(control) {
  if (!control || control.disabled) return false;
  const seen = control.matches(".btn-check") ? control.nextElementSibling : control;
  return seen.checkVisibility() || control.closest("details:not([open])") !== null;
}

function act(control) {
  for (let around = control.closest("details"); around; around = around.parentElement.closest("details")) {
    around.open = true;
  }
  if (control.matches("summary")) {
    return control.parentElement.querySelector("input:not([type=hidden]), textarea, select").focus();
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
  // One goes on with what stands there; where somebody has left the cursor, it stays.
  if (control.selectionEnd === 0) control.setSelectionRange(control.value.length, control.value.length);
}

// A list takes all letters for itself, which nothing on it shows: it is said below.
function goToList(control) {
  const said = Object.assign(document.createElement("p"), { id: "list-keys", className: "help" });
  const enter = control.id === "skip-reason" ? "Enter skips, " : "";
  said.textContent = `Letters choose here. ${enter}Escape brings the keys back.`;
  control.parentElement.append(said);
  const described = control.getAttribute("aria-describedby")?.split(" ") ?? [];
  control.setAttribute("aria-describedby", [...new Set([...described, said.id])].join(" "));
  control.addEventListener("blur", () => said.remove(), { once: true });
  control.focus();
}

// What comes next is never wholly behind the foot.
function showNextStep(control) {
  const steps = [...document.querySelectorAll(".desk .step")].filter((step) => step.checkVisibility());
  const at = steps.indexOf(control.closest(".step"));
  if (at >= 0) steps[at + 1]?.scrollIntoView({ block: "nearest" });
}

function controlOf(cap) {
  return document.getElementById(cap.dataset.for);
}

function capOf(key) {
  return key === "Enter" ? "⏎" : key.toUpperCase();
}

function keyOf(action) {
  return chosenKeys()[action] ?? document.querySelector(`#keys input[name="${action}"]`)?.defaultValue;
}

function chosenKeys() {
  try {
    const kept = Object.entries(JSON.parse(localStorage.getItem(CHOSEN)) ?? {});
    return Object.fromEntries(kept.filter(([, key]) => MAY_BE_CHOSEN.test(key)));
  } catch {
    return {};
  }
}

// In the list of keys: the next key that is pressed is the action's, unless another has it.
function chooseKey(event) {
  if (LEFT_ALONE.includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  const said = document.getElementById("keys-said");
  if (!MAY_BE_CHOSEN.test(event.key)) {
    said.textContent = "That key cannot be chosen: take a letter, a digit or another sign, or Enter.";
    return;
  }
  event.preventDefault();
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const other = [...document.querySelectorAll("#keys input")].find(
    (field) => field !== event.target && keyOf(field.name) === key,
  );
  if (other) {
    said.textContent = `${capOf(key)} is taken: ${other.labels[0].textContent.trim()}.`;
    return;
  }
  rememberKeys({ ...chosenKeys(), [event.target.name]: key });
  event.target.value = key;
  said.textContent = `${event.target.labels[0].textContent.trim()}: ${capOf(key)}.`;
  showKeys();
}

function rememberKeys(keys) {
  try {
    localStorage.setItem(CHOSEN, JSON.stringify(keys));
  } catch {
    document.getElementById("keys-said").textContent = "This browser keeps nothing; the keys stay as they were.";
  }
}

function forgetKeys() {
  rememberKeys({});
  for (const field of document.querySelectorAll("#keys input")) field.value = field.defaultValue;
  document.getElementById("keys-said").textContent = "All keys are as they were at first.";
  showKeys();
}
