// Judgements on their way to the server, behind the claim on screen. A refused one is kept.

import { clock } from "../times.js";
import { addAhead, drawn, held, layAside, takeNext } from "./ahead.js";
import { loginLink, saySaving, sayUnsaved } from "./bar.js";
import { showBothTexts } from "./conflict.js";
import { keepDraft } from "./drafts.js";
import { dropFromOutbox, keepInOutbox } from "./outbox.js";
import { forgetItem, isShown, present } from "./present.js";
import { save } from "./saving.js";
import { show, showBar, shownFor } from "./screen.js";
import { pauseAfter, send, worthTrying } from "./server.js";
import { textFor } from "./text.js";

const LOOK_BACK = 1000;
// In the order in which they were submitted.
const onTheirWay = [];
// By assignment.
const refused = new Map();
let delivering;
let deliveries;
let failedDeliveries = 0;

// Send a judgement, or several that an earlier page left, after those before it.
export function queue(...entries) {
  onTheirWay.push(...entries);
}

export function isDelivered() {
  return !onTheirWay.length;
}

// Return true if the last delivery failed and is tried again.
export function isStuck() {
  return failedDeliveries > 0;
}

export function noteRefused(entry) {
  refused.set(entry.assignment, entry);
}

export function forgetRefused(assignment) {
  refused.delete(assignment);
}

// One after the other, however often it is asked for.
export function deliver() {
  clearTimeout(deliveries);
  delivering ??= deliverAll().finally(() => {
    delivering = undefined;
  });
  return delivering;
}

async function deliverAll() {
  let answer = { status: 200 };
  while (onTheirWay.length && !worthTrying(answer.status)) {
    answer = await deliverOne(onTheirWay[0]);
    if (!worthTrying(answer.status)) onTheirWay.shift();
  }
  failedDeliveries = worthTrying(answer.status) ? failedDeliveries + 1 : 0;
  if (onTheirWay.length) deliveries = setTimeout(deliver, pauseAfter(failedDeliveries));
  sayUnsent(answer);
}

async function deliverOne(entry) {
  const page = [["held", held().join(" ")]];
  if (present() && !isShown(entry)) page.push(["showing", present().assignment]);
  const answer = await send(entry.address, [...entry.fields, ...page], { keepalive: true });
  if (answer.status === 200) accepted(entry, answer);
  else if (!worthTrying(answer.status)) refuse(entry, answer);
  return answer;
}

function accepted(entry, answer) {
  dropFromOutbox(entry.key);
  if (entry.item) forgetItem(entry.item);
  if (!present()) return;
  // The right answer, to be read now.
  if (answer.page) return location.assign(answer.page);
  // Subclaims come before what lies in the page already.
  const split = entry.fields.some(([name, value]) => name === "candidate" && value === "split");
  addAhead(answer.ahead ?? [], split);
  if (answer.bar) showBar(answer.bar);
  if (isShown(entry)) goOn(answer);
  if (!present().touched) saySaving(textFor("judgement-saved", { time: clock(Date.now()) }));
}

function goOn(answer) {
  const next = takeNext();
  if (next) show(next);
  else location.assign(answer.finished ?? answer.next);
}

function refuse(entry, answer) {
  keepInOutbox({ ...entry, item: undefined, kind: "refused", message: answer.message });
  noteRefused({ ...entry, answer });
  if (entry.item) entry.item.submitted = false;
  const untouched = present() && !present().touched && shownFor() < LOOK_BACK;
  if (isShown(entry) || (entry.item && untouched)) lookAt(entry.assignment);
}

function lookAt(assignment) {
  const { item, answer, address } = refused.get(assignment);
  if (!item) return location.assign(address);
  forgetRefused(assignment);
  if (item !== present()) putOff(present());
  const corrected = answer.status === 422 && answer.html;
  if (corrected) forgetItem(item);
  if (corrected || item !== present()) show(corrected ? drawn(answer.html) : item.desk);
  if (!corrected) sayRefusal(present(), answer);
  sayUnsent(answer);
}

function putOff(item) {
  save(item);
  layAside(item.desk);
}

function sayRefusal(item, answer) {
  keepDraft(item);
  if (answer.html) showBothTexts(item, answer);
  else sayUnsaved(item, textFor("not-saved", { reason: answer.message }));
}

function sayUnsent(answer) {
  const line = document.getElementById("unsent");
  if (!line) return;
  const count = refused.size || onTheirWay.length;
  if (refused.size) line.replaceChildren(textFor("judgements-refused", { count }), " ", lookLink());
  else if (!count || !worthTrying(answer.status)) line.replaceChildren();
  else if (answer.status === 401)
    line.replaceChildren(textFor("judgements-kept", { count }), " ", loginLink());
  else line.replaceChildren(textFor("judgements-waiting", { count }));
}

function lookLink() {
  const [[assignment, { address }]] = refused;
  const link = document.createElement("a");
  Object.assign(link, { href: address, textContent: textFor("show-refused") });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    lookAt(assignment);
  });
  return link;
}
