// The tabs of the texts beside the claim: each with the name of its source and the rows that cite it.

import { markLinked } from "./linked.js";
import { chosenStance, dropSource, rowsCiting } from "./rows.js";
import { textFor } from "./text.js";

// Return the tab of a part; a new source gets one.
export function tabFor(part) {
  const tabs = document.querySelector(".desk .tabs");
  const added = document.getElementById("new-source");
  if (part.id === "shown-hints") return document.getElementById("hints");
  if (part.id === "shown-mentions") return document.getElementById("mentions");
  if (!part.dataset.fetch) return added;
  const known = tabs.querySelector(`[data-tab="${part.dataset.fetch}"]`);
  const tab = known ?? added.cloneNode();
  if (!known) {
    for (const attribute of ["id", "aria-keyshortcuts"]) tab.removeAttribute(attribute);
    tab.className = "source-tab";
    tab.dataset.tab = part.dataset.fetch;
    tab.href = `${added.href}/${part.dataset.fetch}`;
    added.before(tab);
  }
  nameTab(tab, part.dataset.name);
  return tab;
}

// The stylesheet cuts a long name; a screen reader says all of it.
function nameTab(tab, words) {
  const name = tab.querySelector(".source-name") ?? document.createElement("bdi");
  name.className = "source-name";
  name.textContent = words;
  if (!name.isConnected) tab.prepend(name);
  tab.title = words;
}

// Show on each tab the stances of the rows that cite its source, and mark their passages in it.
export function signTabs() {
  showClosing();
  markLinked();
  for (const tab of document.querySelectorAll(".desk .source-tab")) {
    for (const old of tab.querySelectorAll(".stance, .signs")) old.remove();
    const rows = rowsCiting(tab.dataset.tab);
    if (!rows.length) continue;
    const stances = new Map(rows.map(chosenStance).map((stance) => [stance?.value, stance]));
    stances.delete(undefined);
    tab.prepend(...[...stances.values()].map(signOf));
    tab.append(wordsOn(rows));
  }
}

function signOf(stance) {
  const sign = document.createElement("span");
  sign.className = "verdict stance";
  sign.dataset.tone = stance.labels[0].dataset.tone;
  sign.append(stance.labels[0].querySelector(".sign").cloneNode(true));
  return sign;
}

// For screen readers: “Source 1 supports”, or “Sources 1 supports, 3 contradicts”.
function wordsOn(rows) {
  const words = document.createElement("span");
  words.className = "sr signs";
  const told = rows.map((row) => {
    const stance = chosenStance(row);
    const number = row.querySelector(".number").textContent;
    return stance ? `${number} ${textFor(stance.value)}` : number;
  });
  words.textContent = ` ${textFor(rows.length > 1 ? "sources" : "source")} ${told.join(", ")}`;
  return words;
}

export function dropTab(fetchId) {
  document.querySelector(`.desk .source-tab[data-tab="${fetchId}"]`)?.remove();
  dropSource(fetchId);
}

// A source that a row cites cannot be closed.
export function showClosing() {
  const form = document.querySelector(".desk .text-part .close-source");
  if (form) form.hidden = rowsCiting(form.closest(".text-part").dataset.fetch).length > 0;
}
