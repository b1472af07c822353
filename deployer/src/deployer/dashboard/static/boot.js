/** Loads the page, and again when a file was lost: beside a cluster, interfaces come and go, and
 * Chromium then drops every request that is under way. */

const KEY = "todo-dashboard-lost";
const MOST = 5;
const PAUSE_MS = 400;
let lost = false;

function again() {
  const times = Number(sessionStorage.getItem(KEY) ?? 0);
  if (lost || times >= MOST) return;
  lost = true;
  sessionStorage.setItem(KEY, String(times + 1));
  setTimeout(() => location.reload(), PAUSE_MS);
}

addEventListener("error", (event) => event.target instanceof HTMLLinkElement && again(), true);
import("./main.js").then(() => lost || sessionStorage.removeItem(KEY), again);
