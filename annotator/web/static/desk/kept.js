// What an earlier page of this browser could not save any more, and what leaving a page saves.

async function startKept() {
  const entries = outbox();
  onTheirWay.push(...entries.filter((entry) => entry.kind === "judgement"));
  for (const entry of entries) if (entry.kind === "refused") refused.set(entry.assignment, entry);
  watchForChances();
  if (present) refused.delete(present.assignment);
  deliver();
  for (const entry of entries) {
    if (entry.kind !== "judgement" && isShown(entry)) await bringBack(present, entry);
  }
}

function watchForChances() {
  for (const sign of ["online", "focus"]) addEventListener(sign, tryNow);
  addEventListener("pagehide", saveBeforeLeaving);
  document.addEventListener("visibilitychange", () => document.hidden && saveBeforeLeaving());
  addEventListener("beforeunload", (event) => {
    pageIsComing = true;
    const unsaved = present?.failures && !isSaved(present);
    if (unsaved || (onTheirWay.length && failedDeliveries)) event.preventDefault();
  });
}

function tryNow() {
  if (present?.failures) save(present);
  if (failedDeliveries) deliver();
}

function saveBeforeLeaving() {
  if (present) save(present, { keepalive: true });
}

// A crash left text behind: it is saved, and the claim is drawn with it.
async function bringBack(item, entry) {
  const fields = entry.fields.filter(([name]) => !CARRIED.includes(name));
  if (JSON.stringify(fields) === textOf(item.form)) return dropFromOutbox(entry.key);
  item.desk.inert = true;
  const carried = ["version", "unanswered"].map((name) => [name, carriedBy(entry, name)]);
  const asked = [["save", freshName()], ["change", "draw"]];
  const answer = await send(item.desk.dataset.draft, [...fields, ...carried, ...asked]);
  item.desk.inert = false;
  if (answer.status === 200) return drawAgain(item, answer, entry);
  if (answer.status === 409 && answer.html) return showBothTexts(item, answer);
  item.desk.inert = true;
  sayUnsaved(item, `Your text of ${clock(entry.at)} is kept here, but the server does not take it yet: trying again`);
  setTimeout(() => bringBack(item, entry), pauseAfter(++item.failures));
}

function carriedBy(entry, wanted) {
  return entry.fields.find(([name]) => name === wanted)?.[1] ?? "";
}

function drawAgain(item, answer, entry) {
  dropFromOutbox(entry.key);
  items.delete(item.desk);
  put(drawn(answer.html));
  saySaving(`Your text is back as you left it. Saved ${clock(answer.saved_at)}`);
  if (entry.message) sayUnsaved(present, `This judgement was not taken: ${entry.message} Submit it again.`);
}

// Removing, restoring and starting over: the server does it, so that it holds everywhere.
async function changeDraft(item, change) {
  clearTimeout(item.timer);
  const fields = [...draftFields(item), ...fieldsOf(item.form), ["save", freshName()]];
  const answer = await send(item.desk.dataset.draft, [...fields, ["change", change]]);
  if (answer.status !== 200) return heard(item, answer, item.saved);
  dropFromOutbox(outboxKey(item.assignment));
  items.delete(item.desk);
  put(drawn(answer.html));
  present.form.querySelector(".removed button")?.focus();
}
