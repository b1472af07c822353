/** Light, dark, or as the system has it; remembered by this browser. */

const KEY = "todo-dashboard-theme";
const ORDER = ["system", "light", "dark"];

/** @returns {string} */
export function theme() {
  const kept = localStorage.getItem(KEY) ?? "";
  return ORDER.includes(kept) ? kept : "system";
}

/** Show what was chosen. */
export function applyTheme() {
  document.documentElement.dataset["theme"] = theme();
}

/** Choose the next one. */
export function nextTheme() {
  localStorage.setItem(KEY, ORDER[(ORDER.indexOf(theme()) + 1) % ORDER.length] ?? "system");
  applyTheme();
}
