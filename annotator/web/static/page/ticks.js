// Tick boxes of a table: the box of the heading ticks all rows.

export function startTicks() {
  document.addEventListener("change", (event) => {
    const table = event.target.closest?.("table");
    if (!table || !event.target.matches(".tickbox")) return;
    if ("tickAll" in event.target.dataset) {
      for (const box of boxesOf(table)) box.checked = event.target.checked;
    }
    show(table);
  });
  document.addEventListener("reset", (event) => {
    const table = event.target.querySelector("table");
    if (table) setTimeout(() => show(table));
  });
  // A browser that goes back brings the ticks back.
  addEventListener("pageshow", () => {
    for (const table of document.querySelectorAll("table:has([data-tick-all])")) show(table);
  });
}

function show(table) {
  const boxes = boxesOf(table);
  const ticked = boxes.filter((box) => box.checked).length;
  const all = table.querySelector("[data-tick-all]");
  if (all) {
    all.checked = ticked === boxes.length && ticked > 0;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  }
}

function boxesOf(table) {
  return [...table.querySelectorAll("tbody .tickbox")];
}
