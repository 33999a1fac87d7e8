// The bar above the desk: what is saved and what is not.

import { clock } from "../times.js";
import { present } from "./present.js";
import { loginAddress } from "./server.js";
import { textFor } from "./text.js";

export function saySaved(moment) {
  saySaving(textFor("saved", { time: clock(moment) }));
}

export function saySaving(words) {
  document.getElementById("unsaved").replaceChildren();
  document.getElementById("saving").textContent = words;
}

export function sayUnsaved(item, ...words) {
  if (item !== present()) return;
  document.getElementById("saving").textContent = "";
  const line = document.getElementById("unsaved");
  if (line.textContent !== words.map((part) => part.textContent ?? part).join("")) {
    line.replaceChildren(...words);
  }
}

export function sayLoggedOut(item, stranger) {
  const why = stranger ? textFor("another-person") : textFor("session-ended");
  sayUnsaved(item, why, " ", loginLink());
}

export function loginLink() {
  const link = document.createElement("a");
  Object.assign(link, { href: loginAddress(), target: "_blank", rel: "noopener" });
  link.textContent = textFor("log-in");
  return link;
}
