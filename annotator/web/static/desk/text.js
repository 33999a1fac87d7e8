// Texts in the language of the page, which the server sends with it.

const TEXTS = JSON.parse(document.getElementById("script-texts").dataset.texts);

// Return the text of that name, with its values in place.
export function textFor(name, values = {}) {
  return TEXTS[name].replace(/%\((\w+)\)s/g, (_, value) => values[value]);
}
