// Texts in the language of the page, which the server sends with it.

let texts;

// Return the text of that name, with its values in place.
export function textFor(name, values = {}) {
  // Read at the first use: modules that say nothing run on any page.
  texts ??= JSON.parse(document.getElementById("script-texts").dataset.texts);
  return texts[name].replace(/%\((\w+)\)s/g, (_, value) => values[value]);
}
