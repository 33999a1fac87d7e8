// The rows of evidence: added without the server, filled from a passage, folded to a line.

import { textFor } from "./text.js";

export function startRows() {
  document.getElementById("add-source")?.addEventListener("click", addSource);
  for (const row of document.querySelectorAll("#evidence-rows > fieldset")) {
    watchRow(row);
    if (
      field(row, "fetch").value &&
      !row.querySelector(".is-invalid, .field-errors, .finding-blocks")
    )
      foldRow(row);
  }
  document.querySelector("#judgement .missing").addEventListener("click", unfoldTarget);
}

// A link to a field in a folded row opens the row first.
function unfoldTarget(event) {
  const target = event.target.closest("a")?.hash.slice(1);
  const row = target && document.getElementById(target)?.closest(".folded");
  if (row) unfoldRow(row);
}

function addSource(event) {
  event.preventDefault();
  appendRow().querySelector("textarea").focus();
}

// Every name, id and label of a row has its number: the copy gets the next one.
function appendRow() {
  const rows = document.getElementById("evidence-rows");
  const number = rows.children.length;
  const fresh = rows.lastElementChild.cloneNode(true);
  const renumber = (text) => text.replace(/evidence-\d+/g, `evidence-${number}`);
  for (const node of [fresh, ...fresh.querySelectorAll("*")]) {
    for (const name of ["id", "name", "for", "aria-describedby", "data-slot"]) {
      if (node.hasAttribute(name)) node.setAttribute(name, renumber(node.getAttribute(name)));
    }
  }
  emptyRow(fresh);
  unfoldRow(fresh);
  watchRow(fresh);
  for (const shown of fresh.querySelectorAll(".number")) shown.textContent = String(number + 1);
  nameRemoval(fresh, number);
  rows.append(fresh);
  document.getElementById("add-source").hidden = rows.children.length >= Number(rows.dataset.most);
  return fresh;
}

function nameRemoval(row, number) {
  const button = row.querySelector('[name="change"]');
  button.value = `remove-${number}`;
  button.querySelector(".visually-hidden").textContent = ` source ${number + 1}`;
}

function emptyRow(row) {
  for (const said of row.querySelectorAll(".field-errors, .finding")) said.remove();
  for (const node of row.querySelectorAll("[aria-describedby]")) {
    const left = node.getAttribute("aria-describedby").replace(/\s*\S+-errors$/, "");
    if (left) node.setAttribute("aria-describedby", left);
    else node.removeAttribute("aria-describedby");
  }
  for (const each of row.querySelectorAll("input, textarea, select")) {
    each.classList.remove("is-invalid");
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

// Return the first empty row, else a new one; null when no more fit.
export function freeRow() {
  const rows = document.getElementById("evidence-rows");
  const names = ["quote", "url", "title", "publisher", "published", "note"];
  const free = [...rows.children].find(
    (row) =>
      names.every((name) => !field(row, name).value) && !row.querySelector(".stances :checked"),
  );
  if (free) return free;
  return rows.children.length < Number(rows.dataset.most) ? appendRow() : null;
}

// Fill a row with a passage of a source and its stance.
export function fillRow(row, { fetchId, start, end, quote }, source, stance) {
  const texts = field(row, "fetch");
  if (![...texts.options].some((option) => option.value === fetchId)) {
    texts.add(new Option(source.name, fetchId));
  }
  const values = { fetch: fetchId, start, end, quote, ...cited(source) };
  for (const [name, value] of Object.entries(values)) field(row, name).value = value;
  row.querySelector(`.stances [value="${stance}"]`).checked = true;
  foldRow(row);
  for (const change of ["input", "change"]) row.dispatchEvent(new Event(change, { bubbles: true }));
}

function cited({ url, title, publisher, published }) {
  return { url, title, publisher, published };
}

// A finished row is one line; “Change” shows its fields.
function foldRow(row) {
  const choice = row.querySelector(".stances :checked");
  const quote = field(row, "quote").value;
  if (!choice || !quote) return;
  const words = row.querySelector(".folded-words");
  const sign = choice.labels[0].firstElementChild.cloneNode(true);
  words.replaceChildren(
    sign,
    ` ${textFor(choice.value)} “${shortened(quote)}” ${standsIn(row).join(" · ")}`,
  );
  row.classList.add("folded");
  row.querySelector(".folded-line").hidden = false;
}

// Return the title, publisher and date of its source; without a title, its address.
function standsIn(row) {
  const [title, publisher, published, url] = ["title", "publisher", "published", "url"].map(
    (name) => field(row, name).value,
  );
  const name = title || publisher ? title : url.replace(/^https?:\/\//i, "");
  return [
    shortened(name),
    publisher,
    published,
    textFor("group", { number: field(row, "set_number").value }),
  ].filter(Boolean);
}

function unfoldRow(row) {
  row.classList.remove("folded");
  row.querySelector(".folded-line").hidden = true;
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
  return [...document.querySelectorAll("#evidence-rows > fieldset")].filter(
    (row) => field(row, "fetch").value === fetchId,
  );
}

// No row can cite a source that is closed.
export function dropSource(fetchId) {
  for (const option of document.querySelectorAll(
    `#evidence-rows [name$="-fetch"] [value="${fetchId}"]`,
  ))
    option.remove();
}
