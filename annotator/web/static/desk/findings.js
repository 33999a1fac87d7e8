// What the checks find while the annotator works, shown where it can be corrected.

import { LONGEST_WAIT } from "./server.js";

const CHECK_AFTER = 600;

export function startFindings() {
  const form = document.querySelector(".desk #judgement");
  const desk = { form, changes: 0, timer: 0, asking: false };
  form.addEventListener("input", (event) => {
    noteOrder(form, event.target);
    desk.changes += 1;
    checkSoon(desk);
  });
  const evidence = form.querySelector("#evidence-title")?.parentElement;
  // A claim that comes back with its draft is checked at once.
  if (form.closest(".desk").dataset.saved) checkSoon(desk);
  evidence?.addEventListener("click", () => {
    form.elements.verdict_first.value ||= "0";
  });
}

// Note if the verdict was chosen before any source was opened: the judgement is logged with it.
function noteOrder(form, field) {
  const first = form.elements.verdict_first;
  if (first.value) return;
  if (field.name === "verdict") first.value = "1";
  else if (field.name.startsWith("evidence-")) first.value = "0";
}

function checkSoon(desk) {
  clearTimeout(desk.timer);
  desk.timer = setTimeout(() => check(desk), CHECK_AFTER);
}

// One request at a time. An answer to a text that changed is dropped, and the next is asked for.
async function check(desk) {
  if (desk.asking || !desk.form.isConnected) return;
  const asked = desk.changes;
  desk.asking = true;
  const answer = await answerTo(desk.form);
  desk.asking = false;
  if (desk.changes !== asked) checkSoon(desk);
  else if (desk.form.isConnected) keepStill(() => showFindings(desk.form, answer));
}

async function answerTo(form) {
  const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const body = new URLSearchParams(typed);
  const request = { method: "POST", body, signal: AbortSignal.timeout(LONGEST_WAIT) };
  try {
    const answer = await fetch(form.dataset.checks, request);
    if (answer.ok) return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    // Offline, or the server is away: the checks run again with the next change and at submit.
  }
  return null;
}

function showFindings(form, answer) {
  form.querySelector(".unchecked").hidden = answer !== null;
  if (answer === null) return;
  for (const slot of form.querySelectorAll(".findings")) {
    const fresh = answer.querySelector(`.findings[data-slot="${slot.dataset.slot}"]`);
    fillSlot(slot, fresh ? [...fresh.children] : []);
  }
  const missing = form.querySelector(".missing");
  const fresh = answer.querySelector(".missing");
  missing.hidden = fresh.hidden;
  missing.replaceChildren(...fresh.children);
  form.querySelector(".nothing-missing").replaceWith(answer.querySelector(".nothing-missing"));
  dropMended(form, missing);
}

// Remove the errors that have been corrected by now.
function dropMended(form, missing) {
  const wrong = [...missing.querySelectorAll("a")].map((link) => link.hash.slice(1));
  for (const errors of form.querySelectorAll(".errors[id]")) {
    const name = errors.id.replace(/-errors$/, "");
    if (wrong.some((target) => target === name || target.startsWith(`${name}-`))) continue;
    const field = document.getElementById(name);
    field?.removeAttribute("aria-invalid");
    form
      .querySelector(`fieldset[aria-describedby="${errors.id}"]`)
      ?.removeAttribute("aria-describedby");
    errors.remove();
  }
  const summary = form.querySelector("[data-summary]");
  if (!wrong.length) summary?.remove();
  else
    summary
      ?.querySelector("ul")
      ?.replaceChildren(...missing.querySelector("ul").cloneNode(true).children);
}

// A finding that is still there keeps its element, and with it its reason, its focus and what a
// screen reader has said of it.
function fillSlot(slot, fresh) {
  const known = new Map([...slot.children].map((node) => [node.dataset.finding, node]));
  const wanted = fresh.map((node) => known.get(node.dataset.finding) ?? node);
  for (const node of known.values()) if (!wanted.includes(node)) letGo(node);
  wanted.forEach((node, place) => {
    if (node !== slot.children[place]) slot.insertBefore(node, slot.children[place] ?? null);
    const message = fresh[place].querySelector(".finding-message");
    if (node !== fresh[place]) setText(node.querySelector(".finding-message"), message);
    takeUp(node);
  });
}

function setText(old, fresh) {
  if (old.textContent !== fresh.textContent) old.replaceChildren(...fresh.childNodes);
}

// The reason of a finding that is gone waits in the form, in case the finding comes back.
function letGo(node) {
  const form = node.closest("form");
  const reason = node.querySelector("input");
  if (reason?.value) {
    const kept = Object.assign(document.createElement("input"), { type: "hidden" });
    kept.name = reason.name;
    kept.value = reason.value;
    kept.className = "kept-reason";
    form.append(kept);
  }
  node.remove();
}

function takeUp(node) {
  const reason = node.querySelector("input");
  const kept = [...node.closest("form").querySelectorAll(".kept-reason")].find(
    (one) => one.name === reason?.name,
  );
  kept?.remove();
}

// A change above the focused control must not move it.
function keepStill(change) {
  const held = document.activeElement;
  const before = held.getBoundingClientRect().top;
  change();
  const moved = held.getBoundingClientRect().top - before;
  // In a wide window the questions scroll, in a narrow one the page does.
  held.closest(".scroll")?.scrollBy(0, moved);
  scrollBy(0, held.getBoundingClientRect().top - before);
}
