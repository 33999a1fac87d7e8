// A judgement goes to the server behind the next claim; one that is refused is seen and kept.

// Judgements on their way, in order; and those that were refused, by assignment.
const onTheirWay = [];
const refused = new Map();
const LOOK_BACK = 1000;
let delivering;
let deliveries;
let failedDeliveries = 0;

function startSubmitting() {
  present.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (button?.name === "change") changeDraft(present, button.value);
    else submitItem(present);
  });
}

function submitItem(item) {
  if (item.submitted || (justShown() && !item.touched)) return;
  clearTimeout(item.timer);
  item.submitted = true;
  const { token, drawn_at } = item.form.elements;
  const own = [
    ["token", token.value],
    ["drawn_at", drawn_at.value],
    // A claim that was sent ahead is older than the time that somebody spent on it.
    ...(Number.isFinite(shownAt) ? [["shown_for", Math.round((performance.now() - shownAt) / 1000)]] : []),
    ...draftFields(item),
  ];
  const entry = keepInOutbox({
    kind: "judgement",
    assignment: item.assignment,
    address: item.desk.dataset.address,
    fields: [...fieldsOf(item.form), ...own],
  });
  onTheirWay.push({ ...entry, item });
  refused.delete(item.assignment);
  const next = takeNext();
  if (next) show(next);
  else saySaving("Saving…");
  deliver();
}

// One after the other, however often it is asked for.
function deliver() {
  clearTimeout(deliveries);
  delivering ??= deliverAll().finally(() => (delivering = undefined));
  return delivering;
}

async function deliverAll() {
  let answer = { status: 200 };
  while (onTheirWay.length && !worthTrying(answer.status)) {
    answer = await deliverOne(onTheirWay[0]);
    if (!worthTrying(answer.status)) onTheirWay.shift();
  }
  failedDeliveries = worthTrying(answer.status) ? failedDeliveries + 1 : 0;
  if (onTheirWay.length) deliveries = setTimeout(deliver, pauseAfter(failedDeliveries));
  sayUnsent(answer);
}

async function deliverOne(entry) {
  const page = [["held", held().join(" ")]];
  if (isShown(entry) === false) page.push(["showing", present.assignment]);
  const answer = await send(entry.address, [...entry.fields, ...page], { keepalive: true });
  if (answer.status === 200) accepted(entry, answer);
  else if (!worthTrying(answer.status)) refuse(entry, answer);
  return answer;
}

// Whether the judgement's claim is the one on screen; undefined when none is.
function isShown(entry) {
  return present && present.assignment === entry.assignment;
}

function accepted(entry, answer) {
  dropFromOutbox(entry.key);
  if (entry.item) items.delete(entry.item.desk);
  if (!present) return;
  if (answer.page) return location.assign(answer.page); // the right answer, to be read now
  // The parts of a split come before what lies in the page already.
  const split = entry.fields.some(([name, value]) => name === "candidate" && value === "split");
  addAhead(answer.ahead ?? [], split);
  if (answer.bar) showBar(answer.bar);
  if (isShown(entry)) goOn(answer);
  if (!present.touched) saySaving(`Judgement saved ${clock(Date.now())}`);
}

function goOn(answer) {
  const next = takeNext();
  if (next) show(next);
  else location.assign(answer.finished ?? answer.next);
}

function refuse(entry, answer) {
  keepInOutbox({ ...entry, item: undefined, kind: "refused", message: answer.message });
  refused.set(entry.assignment, { ...entry, answer });
  if (entry.item) entry.item.submitted = false;
  const untouched = present && !present.touched && performance.now() - shownAt < LOOK_BACK;
  if (isShown(entry) || (entry.item && untouched)) lookAt(entry.assignment);
}

function lookAt(assignment) {
  const { item, answer, address } = refused.get(assignment);
  if (!item) return location.assign(address);
  refused.delete(assignment);
  if (item !== present) layAside(present);
  const corrected = answer.status === 422 && answer.html;
  if (corrected) items.delete(item.desk);
  if (corrected || item !== present) show(corrected ? drawn(answer.html) : item.desk);
  if (!corrected) sayRefusal(present, answer);
  sayUnsent(answer);
}

function sayRefusal(item, answer) {
  keepDraft(item);
  if (answer.html) showBothTexts(item, answer);
  else sayUnsaved(item, `Not saved: ${answer.message} Your text is kept here.`);
}

function layAside(item) {
  save(item);
  laidAside.unshift(item.desk);
}

function sayUnsent(answer) {
  const line = document.getElementById("unsent");
  if (!line) return;
  const count = refused.size || onTheirWay.length;
  const judgements = `${count} ${count === 1 ? "judgement is" : "judgements are"} not saved`;
  if (refused.size) line.replaceChildren(`${judgements} — `, lookLink());
  else if (!count || !worthTrying(answer.status)) line.replaceChildren();
  else if (answer.status === 401) line.replaceChildren(`${judgements}, but kept here. `, loginLink());
  else line.replaceChildren(`${judgements} yet: trying again (kept here)`);
}

function lookLink() {
  const [[assignment, { address }]] = refused;
  const link = document.createElement("a");
  Object.assign(link, { href: address, textContent: "look" });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    lookAt(assignment);
  });
  return link;
}
