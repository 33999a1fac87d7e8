// The claims that come next lie in the page; each takes its place without another request.

const TAIL_OF_A_DOUBLE_CLICK = 500;
// Claims that were on screen and are to come again, before those that lie in the page.
const laidAside = [];
let shownAt = -Infinity;
let leaving;

function startItems() {
  addEventListener("popstate", goBack);
  document.addEventListener("submit", afterDelivery);
  // The second click of a double click would fall on whatever the next claim shows there.
  document.addEventListener("click", (event) => event.detail > 1 && justShown() && swallow(event), true);
}

// Back and forward open a claim anew, once the server knows what was judged on it.
async function goBack() {
  if (location.pathname === present.desk.dataset.address) return;
  await deliver();
  if (!onTheirWay.length) location.reload();
  else history.pushState(null, "", present.desk.dataset.address);
}

// Undoing, skipping and leaving begin where all has arrived: the judgements, since they come first,
// and the draft, since the server takes none of a claim that is skipped or left.
async function afterDelivery(event) {
  const form = event.target;
  if (event.defaultPrevented || form.id === "judgement" || form.closest("dialog")) return;
  const saved = !present || isSaved(present) || form === leaving;
  if (!onTheirWay.length && saved) return;
  event.preventDefault();
  await deliver();
  if (onTheirWay.length) return;
  if (!saved) await save(present, { keepalive: true });
  if (conflict()) return;
  leaving = form; // what could not be saved is in the outbox, and keeps nobody here
  if (!form.isConnected) document.body.append(form); // the bar has been drawn anew meanwhile
  form.requestSubmit(form.contains(event.submitter) ? event.submitter : null);
}

function justShown() {
  return performance.now() - shownAt < TAIL_OF_A_DOUBLE_CLICK;
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

function drawn(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return document.importNode(template.content, true).querySelector(".desk, .desk-bar");
}

function takeNext() {
  if (laidAside.length) return laidAside.shift();
  const template = document.querySelector("#ahead template");
  template?.remove();
  return template && drawn(template.innerHTML);
}

function addAhead(parts, first) {
  const templates = parts.map((html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template;
  });
  document.getElementById("ahead")[first ? "prepend" : "append"](...templates);
}

// The assignments that this page holds, shown ones too: they need not be sent again.
function held() {
  const templates = [...document.querySelectorAll("#ahead template")];
  const coming = templates.map((template) => template.content.querySelector(".desk"));
  return [...coming, ...laidAside, ...items.keys()].map((desk) => desk.dataset.assignment);
}

// Another claim on screen, as if its page had been opened.
function show(desk) {
  const pages = desk.dataset.address !== location.pathname;
  if (pages) history.pushState(null, "", desk.dataset.address);
  shownAt = performance.now();
  put(desk);
  scrollTo({ top: 0, behavior: "instant" });
  if (!desk.querySelector(".summary")) desk.querySelector("h1").focus({ preventScroll: true });
}

function put(desk) {
  renewGuards(desk, guard());
  document.querySelector(".desk").replaceWith(desk);
  document.querySelector(".messages")?.remove();
  document.title = desk.dataset.title;
  startItem();
}

function showBar(html) {
  const fresh = drawn(html);
  for (const id of ["saving", "unsaved", "unsent"]) {
    fresh.querySelector(`#${id}`).replaceWith(document.getElementById(id));
  }
  document.querySelector(".desk-bar").replaceWith(fresh);
  showKeys();
}
