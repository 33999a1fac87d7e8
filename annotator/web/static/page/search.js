// The key / goes to the search box, from wherever no text is typed.

const TYPING =
  "input:not([type=radio], [type=checkbox], [type=submit], [type=button]), textarea, select, [contenteditable]";

export function startSearchKey() {
  document.addEventListener("keydown", (event) => {
    const box = document.querySelector("[data-search]");
    if (!box || event.defaultPrevented || event.isComposing || !isSearchKey(event)) return;
    if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

// Where the layout has no “/”, the key at its place.
function isSearchKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return event.key === "/" || (event.code === "Slash" && !/^[\p{L}\p{P}-]$/u.test(event.key));
}
