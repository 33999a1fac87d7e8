// The pages of an import: files and folders that are dropped, ticks, and changes that are saved at
// once. Without scripts, buttons do the same. The page may be drawn again, so all is listened to on
// the document.

const SAVE_AFTER = 400;
let waiting = 0;
let saving = Promise.resolve();
let inFlight = 0;

document.addEventListener("dragover", (event) => {
  if (event.target.closest?.("[data-import] .drop")) event.preventDefault();
});

// A browser takes dropped files itself, but no folder.
document.addEventListener("drop", async (event) => {
  const area = event.target.closest?.("[data-import] .drop");
  if (!area) return;
  event.preventDefault();
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
  const found = entries.some((entry) => entry?.isDirectory)
    ? (await Promise.all(entries.filter(Boolean).map(filesIn))).flat()
    : [...event.dataTransfer.files];
  const input = area.querySelector("input");
  const all = new DataTransfer();
  for (const file of [...input.files, ...found]) all.items.add(file);
  input.files = all.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

async function filesIn(entry) {
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const reader = entry.createReader();
  const found = [];
  // A folder is read a hundred entries at a time, until none comes.
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return found;
    found.push(...(await Promise.all(some.map(filesIn))).flat());
  }
}

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-import]") && event.target.type === "file") showChosen(form);
  if (!form?.matches("[data-save]")) return;
  if (event.target.matches("[data-tick-all]")) tickAll(event.target);
  if (event.target.name === "claim_set") return;
  clearTimeout(waiting);
  waiting = setTimeout(() => save(form), SAVE_AFTER);
});

function showChosen(form) {
  const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
  const names = files.slice(0, 5).map((file) => file.name);
  if (files.length > names.length) names.push(`+ ${files.length - names.length}`);
  form.querySelector("[data-chosen]").textContent = names.join(", ");
}

function tickAll(box) {
  for (const one of box.closest("table").querySelectorAll("tbody .tickbox"))
    one.checked = box.checked;
}

// One after the other: the second save tells what the first one made of the rows.
function save(form) {
  inFlight += 1;
  saving = saving
    .then(() => send(form))
    .catch(() => {})
    .finally(() => {
      inFlight -= 1;
    });
}

// A form that is sent saves its changes itself, on top of what is being saved.
document.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-save]")) return;
  clearTimeout(waiting);
  if (inFlight === 0) return;
  event.preventDefault();
  const { target, submitter } = event;
  await saving;
  target.requestSubmit(submitter);
});

async function send(form) {
  const answer = await fetch(form.dataset.save, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
  });
  const said = await answer.json();
  document.querySelector("[data-saved]").textContent = answer.ok ? said.saved : said.message;
  if (!answer.ok) return;
  form.elements.version.value = said.version;
  form.elements["seen-options"].value = said.options;
  for (const [key, seen] of Object.entries(said.seen)) form.elements[`seen-${key}`].value = seen;
  document.querySelector("[data-ticked]").textContent = said.ticked;
  const button = document.querySelector("[data-import-button]");
  if (button) button.firstChild.textContent = said.button;
}
