// The texts beside the claim: tabs for the document and each source, opened without leaving.

const LOOK_AGAIN = 1000;

function startSources() {
  const tabs = document.querySelector(".desk .text-tabs");
  tabs.addEventListener("click", openTab);
  tabs.querySelector("form")?.addEventListener("submit", sendFromPart);
  signTabs();
}

function openTab(event) {
  const tab = event.target.closest("a[data-tab]");
  if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (tab.dataset.tab === "document") showDocument(tab);
  else openText(tab.href, { focus: true });
}

// As it was left; where it is open already, at the claim.
function showDocument(tab) {
  if (tab.hasAttribute("aria-current")) document.getElementById("to-claim").click();
  else showText(null, tab);
}

// The part of a page that is about a text, put beside the claim.
async function openText(address, { focus = false, sent = {}, form = null } = {}) {
  const texts = document.querySelector(".desk .texts");
  const part = await partAt(address, sent);
  if (!texts.isConnected) return null;
  if (!part) return sayNoAnswer(texts, form);
  showText(part, tabFor(part));
  if (focus) focusPart(part);
  return part;
}

async function partAt(address, sent) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, ...sent });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return document.adoptNode(page.querySelector(".text-part"));
  } catch {
    return null;
  }
}

function sayNoAnswer(texts, form) {
  const advice = form ? "What you typed is still here: try again." : "Try again.";
  return sayInPart(texts, `The server gave no answer. ${advice}`, form?.querySelector("button"));
}

// Below what was pressed, anew each time: so it is seen and heard.
function sayInPart(texts, words, after = texts.querySelector(".text-tabs")) {
  texts.querySelector(".said")?.remove();
  const said = Object.assign(document.createElement("p"), { className: "said field-errors", textContent: words });
  said.setAttribute("role", "alert");
  after.after(said);
  said.scrollIntoView({ block: "nearest" });
  return null;
}

// One text is open at a time; the document stays where it was, its place kept.
function showText(part, tab) {
  const texts = document.querySelector(".desk .texts");
  for (const old of texts.querySelectorAll(".text-part, .said")) old.remove();
  texts.querySelector(":scope > .reading").hidden = part !== null;
  for (const other of texts.querySelectorAll(".text-tabs [aria-current]")) other.removeAttribute("aria-current");
  tab.setAttribute("aria-current", "true");
  if (!part) return;
  texts.append(part);
  bringBackBegun(part);
  for (const form of part.querySelectorAll("form")) {
    form.addEventListener("submit", form.matches(".close-source") ? closeSource : sendFromPart);
  }
  showClosing();
  part.addEventListener("click", openTab);
  // What leads elsewhere leaves the desk where it is.
  for (const link of part.querySelectorAll("a:not([data-tab])")) link.target = "_blank";
  part.querySelector(".look-again")?.remove();
  if (part.dataset.fetch) noteLook();
  startPassages(part);
  if (part.dataset.state === "waiting") setTimeout(() => lookAgain(part, tab), LOOK_AGAIN);
}

// Evidence was looked at: what is chosen from now on is not chosen before it.
function noteLook() {
  document.getElementById("judgement").elements.verdict_first.value ||= "0";
}

async function lookAgain(part, tab) {
  if (!part.isConnected) return;
  const focused = part.contains(document.activeElement);
  const fresh = await partAt(tab.href, {});
  if (!part.isConnected) return;
  if (!fresh || fresh.dataset.state === "waiting") {
    setTimeout(() => lookAgain(part, tab), LOOK_AGAIN);
    return;
  }
  showText(fresh, tabFor(fresh));
  if (focused) focusPart(fresh);
}

function focusPart(part) {
  const first = part.querySelector(".is-invalid, .source-text, .lines button");
  const wanted = first ?? part.querySelector("input:not([type=hidden])") ?? part;
  wanted.focus({ preventScroll: true });
  selectPlace(part);
}

async function sendFromPart(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const fields = new FormData(form, event.submitter);
  const part = await answerInPart(form, fields);
  if (part && !part.querySelector(".is-invalid, .summary")) dropBegun(form);
  // What is tried again in place of a failed fetch takes its tab as well.
  if (part?.dataset.fetch && fields.get("instead_of")) dropTab(fields.get("instead_of"));
}

function answerInPart(form, fields) {
  const way = { focus: true, form: form.closest(".text-part") && form };
  if (form.method === "get") return openText(`${form.action}?${new URLSearchParams(fields)}`, way);
  return openText(form.action, { ...way, sent: { method: "POST", body: fields } });
}

// The tab of a part; a source that has none yet gets one.
function tabFor(part) {
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

// By its source: what does not fit is cut by the style sheet, and is there for those who hear it.
function nameTab(tab, words) {
  const name = tab.querySelector(".source-name") ?? document.createElement("bdi");
  name.className = "source-name";
  name.textContent = words;
  if (!name.isConnected) tab.prepend(name);
  tab.title = words;
}

// The rows that cite a source stand on its tab: “Source 1 ✓”, or “Sources 1 ✓, 3 ✗”.
function signTabs() {
  showClosing();
  for (const tab of document.querySelectorAll(".desk .source-tab")) {
    tab.querySelector(".signs")?.remove();
    const rows = rowsCiting(tab.dataset.tab);
    if (!rows.length) continue;
    const signs = document.createElement("span");
    signs.className = "signs";
    signs.append(rows.length > 1 ? " Sources " : " Source ");
    rows.forEach((row, at) => signs.append(at ? ", " : "", row.querySelector(".number").textContent, ...signOf(row)));
    tab.append(signs);
  }
}

function rowsCiting(fetchId) {
  return [...document.querySelectorAll("#evidence-rows > fieldset")].filter(
    (row) => field(row, "fetch").value === fetchId,
  );
}

// What the passage of a row does to the claim, for those who see it and those who hear it.
function signOf(row) {
  const choice = row.querySelector(".stances :checked");
  if (!choice) return [];
  const words = document.createElement("span");
  words.className = "visually-hidden";
  words.textContent = ` ${choice.value}`;
  return [" ", choice.labels[0].firstElementChild.cloneNode(true), words];
}
