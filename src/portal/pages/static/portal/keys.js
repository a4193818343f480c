// One key a choice: a button with data-key is pressed by that key, unless the person writes or switched the keys off.
const frame = document.querySelector("[data-keys]");
const KEPT = "rajut-keys";

if (frame) {
  const keys = frame.querySelector("input");
  frame.hidden = false;
  keys.checked = localStorage.getItem(KEPT) !== "off";
  keys.addEventListener("change", () => localStorage.setItem(KEPT, keys.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const writes = event.target.closest?.("input:not([type=checkbox]), select, textarea");
    if (!keys.checked || writes || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`)?.click();
  });
}
