// The rows of evidence: added without the server, filled from a passage, folded when finished.

import { textFor } from "./text.js";

const WRITTEN = ["quote", "url", "title", "publisher", "published", "note"];

export function startRows() {
  document.getElementById("add-source")?.addEventListener("click", addSource);
  for (const row of rows()) {
    watchRow(row);
    if (row.querySelector("[aria-invalid], .errors, .notice.bad")) continue;
    if (isEmpty(row)) row.hidden = true;
    else if (field(row, "fetch").value) foldRow(row);
  }
  sayIfNone();
  document.querySelector("#judgement .missing").addEventListener("click", unfoldTarget);
}

function rows() {
  return [...document.getElementById("evidence-rows").children];
}

function isEmpty(row) {
  return WRITTEN.every((name) => !field(row, name).value) && !chosenStance(row);
}

// How evidence is linked, while there is none.
function sayIfNone() {
  document.querySelector("#judgement .no-evidence").hidden = rows().some((row) => !row.hidden);
}

function showRow(row) {
  row.hidden = false;
  sayIfNone();
  return row;
}

// A link to a field in a folded row opens the row first.
function unfoldTarget(event) {
  const target = event.target.closest("a")?.hash.slice(1);
  const row = target && document.getElementById(target)?.closest(".folded");
  if (row) unfoldRow(row);
}

function addSource(event) {
  event.preventDefault();
  const row = showRow(rows().find((one) => one.hidden) ?? appendRow());
  noteMost();
  field(row, "quote").focus();
}

function noteMost() {
  const most = Number(document.getElementById("evidence-rows").dataset.most);
  const full = rows().length >= most && rows().every((row) => !row.hidden);
  document.getElementById("add-source").hidden = full;
}

// Every name, id and label of a row has its number: the copy gets the next one.
function appendRow() {
  const all = document.getElementById("evidence-rows");
  const number = all.children.length;
  const fresh = all.lastElementChild.cloneNode(true);
  const renumber = (text) => text.replace(/evidence-\d+/g, `evidence-${number}`);
  for (const node of [fresh, ...fresh.querySelectorAll("*")]) {
    for (const name of ["id", "name", "for", "data-for", "aria-describedby", "data-slot"]) {
      if (node.hasAttribute(name)) node.setAttribute(name, renumber(node.getAttribute(name)));
    }
  }
  emptyRow(fresh);
  unfoldRow(fresh);
  watchRow(fresh);
  for (const shown of fresh.querySelectorAll(".number")) shown.textContent = String(number + 1);
  nameButtons(fresh, number);
  all.append(fresh);
  return fresh;
}

function nameButtons(row, number) {
  row.querySelector('[name="change"]').value = `remove-${number}`;
  for (const button of row.querySelectorAll(".acts button")) {
    const words = button.getAttribute("aria-label").replace(/\d+/, number + 1);
    button.setAttribute("aria-label", words);
  }
}

function emptyRow(row) {
  for (const said of row.querySelectorAll(".errors, .findings > *")) said.remove();
  for (const node of row.querySelectorAll("[aria-describedby]")) {
    const left = node.getAttribute("aria-describedby").replace(/\s*\S+-errors$/, "");
    if (left) node.setAttribute("aria-describedby", left);
    else node.removeAttribute("aria-describedby");
  }
  for (const each of row.querySelectorAll("input, textarea, select")) {
    each.removeAttribute("aria-invalid");
    if (each.type === "radio") each.checked = false;
    else if (each.tagName === "SELECT") each.selectedIndex = 0;
    else if (each.type === "number" || each.name.endsWith("set_number")) each.value = "1";
    else each.value = "";
  }
}

export function field(row, name) {
  return row.querySelector(`[name$="-${name}"]`);
}

// Return the chosen stance of a row as its radio button, null while there is none.
export function chosenStance(row) {
  return row.querySelector('[name$="-stance"]:checked');
}

// Return the first empty row, else a new one; null when no more fit.
export function freeRow() {
  const all = document.getElementById("evidence-rows");
  const free = rows().find(isEmpty);
  if (free) return free;
  return all.children.length < Number(all.dataset.most) ? appendRow() : null;
}

// Fill a row with a passage of a source and its stance.
export function fillRow(row, { fetchId, start, end, quote }, source, stance) {
  const texts = field(row, "fetch");
  if (![...texts.options].some((option) => option.value === fetchId)) {
    texts.add(new Option(source.name, fetchId));
  }
  const values = { fetch: fetchId, start, end, quote, ...cited(source) };
  for (const [name, value] of Object.entries(values)) field(row, name).value = value;
  row.querySelector(`[name$="-stance"][value="${stance}"]`).checked = true;
  foldRow(showRow(row));
  noteMost();
  for (const change of ["input", "change"]) row.dispatchEvent(new Event(change, { bubbles: true }));
}

function cited({ url, title, publisher, published }) {
  return { url, title, publisher, published };
}

// A finished row shows its passage, where it stands, and its stance; “Edit” shows its fields.
function foldRow(row) {
  const quote = field(row, "quote").value;
  if (!chosenStance(row) || !quote) return;
  row.querySelector(".folded-words").textContent = `“${quote.replace(/\s+/g, " ")}”`;
  row.querySelector(".folded-origin").textContent = standsIn(row).join(" · ");
  setFolded(row, true);
}

// Return the number of a row, then title, publisher, date and group of its source; without a
// title, its address.
function standsIn(row) {
  const [title, publisher, published, url] = ["title", "publisher", "published", "url"].map(
    (name) => field(row, name).value,
  );
  const name = title || publisher ? title : url.replace(/^https?:\/\//i, "");
  return [
    row.querySelector("legend").textContent,
    shortened(name),
    publisher,
    published,
    textFor("group", { number: field(row, "set_number").value }),
  ].filter(Boolean);
}

function setFolded(row, folded) {
  row.classList.toggle("folded", folded);
  for (const part of row.querySelectorAll(".folded-words, .folded-origin, .scripted"))
    part.hidden = !folded;
}

function unfoldRow(row) {
  setFolded(row, false);
}

function watchRow(row) {
  row.querySelector("[data-unfold]").addEventListener("click", () => {
    unfoldRow(row);
    field(row, "quote").focus();
  });
}

export function shortened(words) {
  const letters = [...words.replace(/\s+/g, " ")];
  return letters.length > 80 ? `${letters.slice(0, 79).join("")}…` : letters.join("");
}

// Return the rows that cite a source.
export function rowsCiting(fetchId) {
  return rows().filter((row) => field(row, "fetch").value === fetchId);
}

// No row can cite a source that is closed.
export function dropSource(fetchId) {
  for (const option of document.querySelectorAll(
    `#evidence-rows [name$="-fetch"] [value="${fetchId}"]`,
  ))
    option.remove();
}
