// What an earlier page of this browser could not save, and what leaving a page saves.

import { clock } from "../times.js";
import { drawn } from "./ahead.js";
import { saySaving, sayUnsaved } from "./bar.js";
import { showBothTexts } from "./conflict.js";
import { deliver, forgetRefused, isDelivered, isStuck, noteRefused, queue } from "./delivery.js";
import { CARRIED, isSaved, textOf } from "./drafts.js";
import { isFormer, renameFormer } from "./former.js";
import { dropFromOutbox, outbox } from "./outbox.js";
import { forgetItem, isShown, present } from "./present.js";
import { expectPage, save } from "./saving.js";
import { put } from "./screen.js";
import { freshName, pauseAfter, send } from "./server.js";
import { textFor } from "./text.js";

// Once for the page.
export async function startLeftovers() {
  renameFormer();
  const entries = outbox().filter((entry) => !isFormer(entry));
  queue(...entries.filter((entry) => entry.kind === "judgement"));
  for (const entry of entries) if (entry.kind === "refused") noteRefused(entry);
  watchForChances();
  if (present()) forgetRefused(present().assignment);
  deliver();
  for (const entry of entries) {
    if (entry.kind !== "judgement" && isShown(entry)) await bringBack(present(), entry);
  }
}

function watchForChances() {
  for (const sign of ["online", "focus"]) addEventListener(sign, tryNow);
  addEventListener("pagehide", saveBeforeLeaving);
  document.addEventListener("visibilitychange", () => document.hidden && saveBeforeLeaving());
  addEventListener("beforeunload", (event) => {
    expectPage();
    const unsaved = present()?.failures && !isSaved(present());
    if (unsaved || (!isDelivered() && isStuck())) event.preventDefault();
  });
}

function tryNow() {
  if (present()?.failures) save(present());
  if (isStuck()) deliver();
}

function saveBeforeLeaving() {
  if (present()) save(present(), { keepalive: true });
}

// A crash left a text behind: it is saved, and the claim is drawn with it.
async function bringBack(item, entry) {
  const fields = entry.fields.filter(([name]) => !CARRIED.includes(name));
  if (JSON.stringify(fields) === textOf(item.form)) return dropFromOutbox(entry.key);
  item.desk.inert = true;
  const carried = ["version", "unanswered"].map((name) => [name, carriedBy(entry, name)]);
  const asked = [
    ["save", freshName()],
    ["change", "draw"],
  ];
  const answer = await send(item.desk.dataset.draft, [...fields, ...carried, ...asked]);
  item.desk.inert = false;
  if (answer.status === 200) return drawAgain(item, answer, entry);
  if (answer.status === 409 && answer.html) return showBothTexts(item, answer);
  item.desk.inert = true;
  sayUnsaved(item, textFor("kept-of", { time: clock(entry.at) }));
  setTimeout(() => bringBack(item, entry), pauseAfter(++item.failures));
}

function carriedBy(entry, wanted) {
  return entry.fields.find(([name]) => name === wanted)?.[1] ?? "";
}

function drawAgain(item, answer, entry) {
  dropFromOutbox(entry.key);
  forgetItem(item);
  put(drawn(answer.html));
  saySaving(textFor("text-is-back", { time: clock(answer.saved_at) }));
  if (entry.message) sayUnsaved(present(), textFor("submit-again", { reason: entry.message }));
}
