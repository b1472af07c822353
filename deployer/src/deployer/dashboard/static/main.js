/** Draws the view that the address names, and draws it again whenever something has changed. */

import { deployment } from "./deployment.js";
import { h, patch } from "./dom.js";
import { events } from "./events.js";
import { findings } from "./findings.js";
import { header, navigation, notices, VIEWS } from "./frame.js";
import { logs } from "./logs.js";
import { overview } from "./overview.js";
import { resource } from "./resource.js";
import { connect, store, watch } from "./store.js";
import { applyTheme } from "./theme.js";
import { usage } from "./usage.js";

/** @typedef {import("./types.d.ts").Whole} Whole */
/** @type {Record<string, (whole: Whole, rest: string, redraw: () => void) => Node>} */
const DRAW = {
  overview,
  usage,
  logs,
  events,
  findings,
  deployment,
  resources: resource,
};

const page = /** @type {HTMLElement} */ (document.getElementById("page"));
let shown = location.hash;
let asked = 0;

/** View and what comes after it in the address. */
function route() {
  const [view = "", rest = ""] = location.hash.replace("#/", "").split("/");
  return view in DRAW ? { view, rest: decodeURIComponent(rest) } : { view: "overview", rest: "" };
}

function draw() {
  asked = 0;
  const { whole } = store;
  if (!whole) return;
  const { view, rest } = route();
  const name = VIEWS.find(([address]) => address === view)?.[1] ?? rest;
  document.title = `${name} – ${whole.about.title}`;
  const fresh = h(
    "div",
    { id: "page" },
    header(whole, redraw),
    navigation(whole, view === "resources" ? "overview" : view),
    h(
      "main",
      { id: "main", tabindex: -1, "data-key": `${view}/${rest}` },
      notices(whole),
      h("h1", { class: "unseen" }, name),
      /** @type {(typeof DRAW)[string]} */ (DRAW[view])(whole, rest, redraw),
    ),
  );
  patch(page, fresh);
}

/** Draw at the next frame, once for all changes until then. */
function redraw() {
  asked ||= requestAnimationFrame(draw);
}

function go() {
  draw();
  if (shown === location.hash) return;
  shown = location.hash;
  document.getElementById("main")?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault(); // the address names the view
  document.getElementById("main")?.focus();
});
applyTheme();
watch(redraw);
addEventListener("hashchange", go);
addEventListener("resize", redraw);
setInterval(redraw, 10_000); // so that “5 s ago” stays true
connect();
