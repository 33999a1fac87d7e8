// One more row for a source, without the server.

function startRows() {
  document.getElementById("add-source")?.addEventListener("click", addSource);
}

// A row is named by its number in every name, id and label: the copy gets the next one.
function addSource(event) {
  event.preventDefault();
  const rows = document.getElementById("evidence-rows");
  const last = rows.lastElementChild;
  const number = rows.children.length;
  const fresh = last.cloneNode(true);
  const renumber = (text) => text.replace(/evidence-\d+/g, `evidence-${number}`);
  for (const node of [fresh, ...fresh.querySelectorAll("*")]) {
    for (const name of ["id", "name", "for", "aria-describedby", "data-slot"]) {
      if (node.hasAttribute(name)) node.setAttribute(name, renumber(node.getAttribute(name)));
    }
  }
  emptyRow(fresh);
  fresh.querySelector(".number").textContent = String(number + 1);
  nameRemoval(fresh, number);
  rows.append(fresh);
  event.currentTarget.hidden = rows.children.length >= Number(rows.dataset.most);
  fresh.querySelector("textarea").focus();
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
  for (const field of row.querySelectorAll("input, textarea, select")) {
    field.classList.remove("is-invalid");
    field.removeAttribute("aria-invalid");
    if (field.type === "radio") field.checked = false;
    else if (field.tagName === "SELECT") field.selectedIndex = 0;
    else if (field.type === "number" || field.name.endsWith("set_number")) field.value = "1";
    else field.value = "";
  }
}
