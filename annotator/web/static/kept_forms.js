// Forms with `data-keep` keep what is typed in them when their page is read again or left: in this
// tab alone, for the person who typed it. `data-keep` is another once the form was done with.

const PERSON = document.querySelector("[data-person]")?.dataset.person;
const FORMS = document.querySelectorAll("form[data-keep]");

for (const form of FORMS) {
  // What was just sent and refused is in the page already.
  if (form.dataset.sent === "yes") keep(form);
  else bringBack(form);
  form.addEventListener("input", () => keep(form));
}

function keep(form) {
  sessionStorage.setItem(keyOf(form), JSON.stringify(typedIn(form)));
}

function bringBack(form) {
  const kept = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "[]");
  const seen = kept.find(([name]) => name === form.dataset.order)?.[1];
  const now = form.elements[form.dataset.order]?.value;
  for (const [name, value] of kept) {
    // The letters may be of others by now.
    if (name === form.dataset.letters && seen !== now) continue;
    if (name !== form.dataset.order) fill(form, name, value);
  }
}

function fill(form, name, value) {
  if (!form.elements[name]) addRow(form, name);
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (!field.matches("[type=radio], [type=checkbox]")) field.value = value;
    else if (field.value === value) field.checked = true;
  }
}

// A row that was asked for: the page has only the first when it is read again.
function addRow(form, name) {
  const [, list, number] = name.match(/^(\w+)-(\d+)-/) ?? [];
  const rows = form.querySelectorAll(`fieldset:has(> div > [name^="${list}-"])`);
  const last = rows[rows.length - 1];
  if (!last || rows.length !== Number(number)) return;
  const row = last.cloneNode(true);
  const before = `${list}-${rows.length - 1}`;
  for (const part of row.querySelectorAll("*")) {
    for (const { name: attribute, value } of part.attributes)
      if (value.includes(before))
        part.setAttribute(attribute, value.replaceAll(before, `${list}-${number}`));
    if (part.matches("textarea, select, input:not([type=radio], [type=hidden])")) part.value = "";
    part.checked = false;
  }
  const legend = row.querySelector("legend");
  legend.textContent = legend.textContent.replace(/\d+/, rows.length + 1);
  last.after(row);
}

function typedIn(form) {
  const hidden = [...form.querySelectorAll("[type=hidden]")].map((field) => field.name);
  return [...new FormData(form)].filter(
    ([name, value]) =>
      typeof value === "string" && (name === form.dataset.order || !hidden.includes(name)),
  );
}

function keyOf(form) {
  return `claimbook-form/${PERSON}${location.pathname}#${form.dataset.keep}`;
}
