// The texts beside the claim: the document and each source, opened without leaving the desk.

import { bringBackBegun, dropBegun } from "./begun.js";
import { markLinked } from "./linked.js";
import { selectPlace, watchPassages } from "./passages.js";
import { dropTab, showClosing, signTabs, tabFor } from "./tabs.js";
import { textFor } from "./text.js";

const LOOK_AGAIN = 1000;

export function startSources() {
  const tabs = document.querySelector(".desk .tabs");
  tabs.addEventListener("click", openTab);
  tabs.querySelector("form")?.addEventListener("submit", sendFromPart);
  document.getElementById("evidence-rows").addEventListener("change", signTabs);
  signTabs();
}

function openTab(event) {
  const tab = event.target.closest("a[data-tab]");
  if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (tab.dataset.tab === "document") showDocument(tab);
  else openText(tab.href, { focus: true });
}

// The document as it was left; where it is open already, at the claim.
function showDocument(tab) {
  if (tab.hasAttribute("aria-current")) document.getElementById("to-claim").click();
  else showText(null, tab);
}

// Fetch a page and put its part about a text beside the claim.
async function openText(address, { focus = false, sent = {}, form = null } = {}) {
  const texts = document.querySelector(".desk .texts");
  const part = await partAt(address, sent);
  if (!texts.isConnected) return null;
  if (!part) return sayNoAnswer(texts, form);
  showText(part, tabFor(part));
  if (focus) focusPart(part);
  return part;
}

async function partAt(address, sent) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, ...sent });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return document.adoptNode(page.querySelector(".text-part"));
  } catch {
    return null;
  }
}

function sayNoAnswer(texts, form) {
  const words = textFor(form ? "no-answer-kept" : "no-answer");
  return sayInPart(texts, words, form?.querySelector("button"));
}

// Below the control that was used, and new each time, so that a screen reader says it.
export function sayInPart(texts, words, after = texts.querySelector(".tabs")) {
  texts.querySelector(".said")?.remove();
  const said = Object.assign(document.createElement("p"), {
    className: "said error",
    textContent: words,
  });
  said.setAttribute("role", "alert");
  after.after(said);
  said.scrollIntoView({ block: "nearest" });
  return null;
}

// One text is open at a time; the document keeps its place.
export function showText(part, tab) {
  const texts = document.querySelector(".desk .texts");
  for (const old of texts.querySelectorAll(".text-part, .said")) old.remove();
  texts.querySelector(".document-part").hidden = part !== null;
  for (const other of texts.querySelectorAll(".tabs [aria-current]"))
    other.removeAttribute("aria-current");
  tab.setAttribute("aria-current", "true");
  if (!part) return;
  texts.insertBefore(part, texts.querySelector(":scope > #mark"));
  bringBackBegun(part);
  for (const form of part.querySelectorAll("form:not(.close-source)"))
    form.addEventListener("submit", sendFromPart);
  showClosing();
  part.addEventListener("click", openTab);
  // A link to another page leaves the desk open.
  for (const link of part.querySelectorAll("a:not([data-tab])")) link.target = "_blank";
  part.querySelector(".look-again")?.remove();
  if (part.dataset.fetch) noteLook();
  watchPassages(part);
  markLinked();
  if (part.dataset.state === "waiting") setTimeout(() => lookAgain(part, tab), LOOK_AGAIN);
}

// Evidence was opened: a verdict from now on is not chosen before it.
function noteLook() {
  document.getElementById("judgement").elements.verdict_first.value ||= "0";
}

async function lookAgain(part, tab) {
  if (!part.isConnected) return;
  const focused = part.contains(document.activeElement);
  const fresh = await partAt(tab.href, {});
  if (!part.isConnected) return;
  if (!fresh || fresh.dataset.state === "waiting") {
    setTimeout(() => lookAgain(part, tab), LOOK_AGAIN);
    return;
  }
  showText(fresh, tabFor(fresh));
  if (focused) focusPart(fresh);
}

function focusPart(part) {
  const first = part.querySelector("[aria-invalid], .source-text, .lined button");
  const wanted = first ?? part.querySelector("input:not([type=hidden])") ?? part;
  wanted.focus({ preventScroll: true });
  selectPlace(part);
}

async function sendFromPart(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const fields = new FormData(form, event.submitter);
  const part = await answerInPart(form, fields);
  if (part && !part.querySelector("[aria-invalid], [data-summary]")) dropBegun(form);
  // A second try replaces the failed fetch, and its tab.
  if (part?.dataset.fetch && fields.get("instead_of")) dropTab(fields.get("instead_of"));
}

function answerInPart(form, fields) {
  const way = { focus: true, form: form.closest(".text-part") && form };
  if (form.method === "get") return openText(`${form.action}?${new URLSearchParams(fields)}`, way);
  return openText(form.action, { ...way, sent: { method: "POST", body: fields } });
}
