// The tabs of the texts beside the claim: each with the name of its source and the rows that cite it.

import { dropSource, rowsCiting } from "./rows.js";
import { textFor } from "./text.js";

// Return the tab of a part; a new source gets one.
export function tabFor(part) {
  const tabs = document.querySelector(".desk .text-tabs");
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
    added.parentElement.before(tab);
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

// Show on each tab the rows that cite its source: “Source 1 ✓”, or “Sources 1 ✓, 3 ✗”.
export function signTabs() {
  showClosing();
  for (const tab of document.querySelectorAll(".desk .source-tab")) {
    tab.querySelector(".signs")?.remove();
    const rows = rowsCiting(tab.dataset.tab);
    if (!rows.length) continue;
    const signs = document.createElement("span");
    signs.className = "signs";
    signs.append(` ${textFor(rows.length > 1 ? "sources" : "source")} `);
    for (const [at, row] of rows.entries()) {
      signs.append(at ? ", " : "", row.querySelector(".number").textContent, ...signOf(row));
    }
    tab.append(signs);
  }
}

// Return the stance of a row: its sign, and its word for screen readers.
function signOf(row) {
  const choice = row.querySelector(".stances :checked");
  if (!choice) return [];
  const words = document.createElement("span");
  words.className = "visually-hidden";
  words.textContent = ` ${textFor(choice.value)}`;
  return [" ", choice.labels[0].firstElementChild.cloneNode(true), words];
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
