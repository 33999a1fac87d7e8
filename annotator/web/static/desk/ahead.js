// The next claims: they lie in the page, and each is shown without another request.

import { knownDesks } from "./present.js";

// Claims that were on screen and come again, before those that lie in the page.
const laidAside = [];

export function drawn(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return document.importNode(template.content, true).querySelector(".desk, .deskbar");
}

export function takeNext() {
  if (laidAside.length) return laidAside.shift();
  const template = document.querySelector("#ahead template");
  template?.remove();
  return template && drawn(template.innerHTML);
}

export function layAside(desk) {
  laidAside.unshift(desk);
}

export function addAhead(parts, first) {
  const templates = parts.map((html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template;
  });
  document.getElementById("ahead")[first ? "prepend" : "append"](...templates);
}

// Return the assignments of all claims in this page, shown ones too: the server does not send them
// again.
export function held() {
  const templates = [...document.querySelectorAll("#ahead template")];
  const coming = templates.map((template) => template.content.querySelector(".desk"));
  return [...coming, ...laidAside, ...knownDesks()].map((desk) => desk.dataset.assignment);
}
