// What is on screen: another claim, or a new bar, in place of the last.

import { drawn } from "./ahead.js";
import { showKeys } from "./keys.js";
import { guard, renewGuards } from "./server.js";

const TAIL_OF_A_DOUBLE_CLICK = 500;
let shownAt = -Infinity;
let startItem;

// Once for the page; `start` starts the claim that has just been put on screen.
export function startScreen(start) {
  startItem = start;
  // The second click of a double click would hit a control of the next claim.
  document.addEventListener(
    "click",
    (event) => event.detail > 1 && justShown() && swallow(event),
    true,
  );
}

// Show another claim, as if its page had been opened.
export function show(desk) {
  const pages = desk.dataset.address !== location.pathname;
  if (pages) history.pushState(null, "", desk.dataset.address);
  shownAt = performance.now();
  put(desk);
  scrollTo({ top: 0, behavior: "instant" });
  const refused = desk.querySelector("[data-summary]");
  if (refused) refused.scrollIntoView({ block: "nearest", behavior: "instant" });
  else desk.querySelector("h1").focus({ preventScroll: true });
}

export function put(desk) {
  renewGuards(desk, guard());
  document.querySelector(".desk").replaceWith(desk);
  document.querySelector("main > .said")?.remove();
  document.title = desk.dataset.title;
  startItem();
}

export function showBar(html) {
  const fresh = drawn(html);
  for (const id of ["saving", "unsaved", "unsent"]) {
    fresh.querySelector(`#${id}`).replaceWith(document.getElementById(id));
  }
  document.querySelector(".deskbar").replaceWith(fresh);
  showKeys();
}

// Return the milliseconds since a claim was shown in place of another; Infinity for the first one.
export function shownFor() {
  return performance.now() - shownAt;
}

export function justShown() {
  return shownFor() < TAIL_OF_A_DOUBLE_CLICK;
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}
