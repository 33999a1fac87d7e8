// An editor's pass over the candidates of a document by keyboard. Each decision is sent at once, in
// its order; without this script the same buttons send the same forms.

import { isCommand, namesOf } from "./desk/keys.js";
import { pause, send, worthTrying } from "./desk/server.js";

const TYPED = "textarea, select, input:not([type=checkbox], [type=hidden])";
const panes = document.getElementById("panes");
const said = document.getElementById("said");
// Decisions that the server does not have yet, the oldest first.
const waiting = [];
let sending = false;
let back = null;

if (panes && said) {
  document.addEventListener("keydown", pressKey);
  document.addEventListener("click", click);
  document.addEventListener("submit", decide);
  addEventListener("beforeunload", (event) => {
    if (waiting.length > 0) event.preventDefault();
  });
  document.getElementById("claim_set").addEventListener("change", showName);
  showName();
  const here = rowInFocus();
  if (here) {
    showIn(panes.querySelector("article .m-claim"));
    here.scrollIntoView({ block: "nearest" });
  }
}

function rowInFocus() {
  return panes.querySelector("li.here");
}

function rows() {
  return [...panes.querySelectorAll("li[data-candidate]")].filter((row) => !row.hidden);
}

function pressKey(event) {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.target.closest?.(TYPED)) return pressWhileTyping(event);
  if (isCommand(event)) return;
  if (event.target.closest?.("button, summary, a:not([data-focus])") && isPress(event)) return;
  const row = rowInFocus();
  if (!row || event.repeat) return;
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (move) {
    event.preventDefault();
    return focusRow(rows()[rows().indexOf(row) + move]);
  }
  if (event.key === " ") {
    event.preventDefault();
    return row.querySelector(".tickbox").click();
  }
  const control = controlFor(event, row);
  if (control) {
    event.preventDefault();
    control.click();
  } else if (event.key === "Enter") {
    event.preventDefault();
    focusRow(following(row));
  }
}

// Enter sends what is typed; in a list of parts it begins the next one, and Ctrl+Enter sends.
function pressWhileTyping(event) {
  if (event.key === "Escape") return closeForm();
  const form = event.target.closest("form[data-decide=write]");
  if (!form || event.key !== "Enter" || event.shiftKey) return;
  if (form.elements.parts && !event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  form.requestSubmit();
}

function isPress(event) {
  return event.key === "Enter" || event.key === " ";
}

// The controls of the row in focus come before those of the page.
function controlFor(event, row) {
  const names = namesOf(event).map((name) => name.toLowerCase());
  const controls = [row, document].flatMap((part) => [...part.querySelectorAll("[data-key]")]);
  return controls.find(
    (one) =>
      names.includes(one.dataset.key.toLowerCase()) &&
      one.checkVisibility() &&
      (row.contains(one) || !one.closest("li")),
  );
}

function following(row) {
  const every = rows();
  return every[every.indexOf(row) + 1] ?? every[every.indexOf(row) - 1];
}

// Move the focus, and with it what can be decided and the mark in the text.
function focusRow(row, still = false) {
  const former = rowInFocus();
  if (!row || row === former) return row?.querySelector("[data-focus]").focus();
  const acts = document.getElementById("acts");
  closeForm();
  former?.classList.remove("here");
  former?.removeAttribute("aria-current");
  row.classList.add("here");
  row.setAttribute("aria-current", "true");
  row.lastElementChild.append(acts);
  address(acts, row);
  mark(row.dataset.candidate);
  if (!still) row.querySelector("[data-focus]").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

// Put the number of a row into what is sent and opened from it.
function address(acts, row) {
  const number = row.dataset.candidate;
  const own = (text) => text.replace(/(candidates|claims)\/\d+/, `$1/${number}`);
  for (const form of acts.querySelectorAll("form")) {
    form.action = own(form.getAttribute("action"));
    form.elements.next.value = following(row)?.dataset.candidate ?? "";
  }
  for (const link of acts.querySelectorAll("a")) {
    if (link.dataset.write) link.dataset.write = own(link.dataset.write);
    link.href = own(link.getAttribute("href")).replace(/([?&]claim=)\d+/, `$1${number}`);
  }
  const before = row.previousElementSibling?.dataset.candidate ?? row.parentElement.dataset.before;
  acts.querySelector("[name=other]").value = before;
  const fixed = "fixed" in row.dataset;
  for (const one of acts.querySelectorAll("[data-free]")) one.hidden = fixed;
  acts.querySelector("[data-decide=keep]").hidden = fixed || "decided" in row.dataset;
  if (!before) acts.querySelector("[data-decide=join]").hidden = true;
}

function mark(number) {
  const text = panes.querySelector("article");
  for (const kind of ["claim", "speaker", "cue"]) {
    for (const piece of text.querySelectorAll(`.m-${kind}`)) {
      piece.classList.remove(`m-${kind}`);
      delete piece.dataset.mark;
    }
    const pieces = [...text.querySelectorAll(`[data-${kind}s~="${number}"]`)];
    for (const piece of pieces) piece.classList.add(`m-${kind}`);
    pieces[0]?.setAttribute("data-mark", text.dataset[kind]);
  }
  showIn(text.querySelector(".m-claim"));
}

// Within its own pane: the page does not move.
function showIn(piece) {
  const pane = piece?.closest(".scroll");
  if (!pane || pane.scrollHeight <= pane.clientHeight) return;
  const [seen, place] = [pane.getBoundingClientRect(), piece.getBoundingClientRect()];
  if (place.top < seen.top + 24 || place.bottom > seen.bottom - 24) {
    pane.scrollTop += place.top - seen.top - pane.clientHeight / 3;
  }
}

function click(event) {
  if (event.defaultPrevented || event.button !== 0 || isCommand(event) || event.shiftKey) return;
  const link = event.target.closest("a");
  if (link?.matches("[data-focus]")) {
    event.preventDefault();
    focusRow(link.closest("li"));
  } else if (link?.matches("[data-claims]")) {
    event.preventDefault();
    const here = rowInFocus()?.dataset.candidate;
    const claims = link.dataset.claims.split(" ");
    const next = claims[(claims.indexOf(here) + 1) % claims.length];
    focusRow(document.getElementById(`c${next}`));
  } else if (link?.matches("[data-write]")) {
    event.preventDefault();
    write(link.dataset.write);
  } else if (link?.matches("[data-tick]")) {
    event.preventDefault();
    tick(link.dataset.tick);
  } else if (link?.matches("[data-marks]")) {
    event.preventDefault();
    const all = panes.querySelector("article").toggleAttribute("data-all");
    link.setAttribute("aria-pressed", String(all));
  } else if (event.target.closest("#undo") && back) {
    const address = back;
    back = null;
    later({ address, fields: [], after: null });
  } else if (event.target.closest("#again")) {
    deliver();
  }
}

function tick(which) {
  for (const box of panes.querySelectorAll(".tickbox")) {
    const free = !("fixed" in box.closest("li").dataset);
    box.checked = free && (which === "all" || (which === "worth" && "worth" in box.dataset));
  }
}

async function write(address) {
  const row = rowInFocus();
  const response = await fetch(address, { headers: { Accept: "application/json" } }).catch(
    () => null,
  );
  if (!response?.ok) return say(said.dataset.unsent);
  const { html } = await response.json();
  if (rowInFocus() === row) openForm(row, html);
}

function openForm(row, html) {
  closeForm();
  row.lastElementChild.insertAdjacentHTML("beforeend", html);
  const field = row.querySelector("form[data-decide=write]").querySelector(TYPED);
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  row.scrollIntoView({ block: "nearest" });
}

function closeForm() {
  const form = panes.querySelector("form[data-decide=write]");
  if (!form) return;
  const row = form.closest("li");
  form.remove();
  row.querySelector("[data-focus]").focus({ preventScroll: true });
}

function decide(event) {
  const form = event.target;
  const kind = form.dataset.decide;
  if (!kind || event.defaultPrevented) return;
  event.preventDefault();
  const row = form.closest("li");
  const next = following(row);
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrf_token");
  const decision = { address: form.action, fields, form, row, after: next?.dataset.candidate };
  if (kind === "keep" || kind === "drop") {
    // The next one has the focus at once; a refusal brings this one back.
    focusRow(next);
    row.hidden = kind === "drop";
    row.dataset.decided = "";
    if (kind === "keep") row.querySelector(".tickbox").checked = true;
  }
  if (kind === "undo") decision.after = null;
  if (kind === "write") form.dataset.sent = "";
  later(decision);
}

function later(decision) {
  waiting.push(decision);
  if (!sending) deliver();
}

// Send what waits, one after the other: a later decision may rest on an earlier one.
async function deliver() {
  if (sending) return;
  sending = true;
  document.getElementById("again").hidden = true;
  while (waiting.length > 0) {
    const { address, fields, form, after } = waiting[0];
    const answer = await send(address, fields);
    if (worthTrying(answer.status)) {
      say(said.dataset.unsent);
      document.getElementById("again").hidden = false;
      break;
    }
    waiting.shift();
    if (answer.status === 422 && answer.html && form?.isConnected) openAgain(form, answer.html);
    else if (answer.status !== 200) {
      say(answer.message ?? said.dataset.unsent);
      await refresh();
    } else {
      back = answer.undo ?? null;
      say(answer.said);
      if (waiting.length === 0) show(answer.html, after);
    }
    await new Promise((done) => setTimeout(done, pause(0)));
  }
  sending = false;
}

function openAgain(form, html) {
  openForm(form.closest("li"), html);
}

// What the list is now, when a decision was refused: another editor was here.
async function refresh() {
  const options = { headers: { Accept: "application/json" } };
  const response = await fetch(panes.dataset.list, options).catch(() => null);
  if (response?.ok) show((await response.json()).html, rowInFocus()?.dataset.candidate);
}

// Show both panes as they are now: ticks, places and what is being typed stay.
function show(html, after) {
  const boxes = [...panes.querySelectorAll(".tickbox")];
  const ticked = new Map(boxes.map((box) => [box.value, box.checked]));
  const places = [...panes.querySelectorAll(".scroll")].map((pane) => pane.scrollTop);
  const all = panes.querySelector("article").hasAttribute("data-all");
  const typing = panes.querySelector("form[data-decide=write]");
  const open = typing && !("sent" in typing.dataset) && typing.closest("li").dataset.candidate;
  const inside = panes.contains(document.activeElement) || document.activeElement === document.body;
  panes.innerHTML = html;
  panes.querySelector("article")?.toggleAttribute("data-all", all);
  for (const box of panes.querySelectorAll(".tickbox")) {
    if (ticked.has(box.value)) box.checked = ticked.get(box.value);
  }
  for (const [n, pane] of panes.querySelectorAll(".scroll").entries()) pane.scrollTop = places[n];
  const row = document.getElementById(`c${open || after}`) ?? rowInFocus();
  if (row) focusRow(row, !inside);
  if (row && inside && row === rowInFocus()) row.querySelector("[data-focus]").focus();
  if (open && row?.dataset.candidate === open) {
    row.lastElementChild.append(typing);
    typing.querySelector(TYPED).focus();
  }
}

function say(words) {
  said.textContent = words;
  document.getElementById("undo").hidden = !back;
}

function showName() {
  const name = document.getElementById("name");
  name.closest("label").hidden = document.getElementById("claim_set").value !== "0";
}
