/** What stands around every view: the header, the navigation, and lines about the connection. */

import { h } from "./dom.js";
import { ago, clock, counted, moment } from "./format.js";
import { icon } from "./icons.js";
import { mark } from "./parts.js";
import { now, store } from "./store.js";
import { nextTheme, theme } from "./theme.js";

/** @typedef {import("./types.d.ts").Whole} Whole */

/** Address and name of each view, in the order of the navigation. */
export const VIEWS = [
  ["overview", "Overview"],
  ["usage", "Usage"],
  ["logs", "Logs"],
  ["events", "Events"],
  ["findings", "Findings"],
  ["deployment", "Deployment"],
];

/** @param {Whole} whole @param {() => void} redraw */
export function header(whole, redraw) {
  const { about } = whole;
  const chosen = theme();
  const turn = () => {
    nextTheme();
    redraw();
  };
  return h(
    "header",
    { class: "top" },
    h("a", { class: "brand", href: "#/overview" }, mark(tone(whole)), h("span", {}, about.title)),
    h(
      "span",
      { class: "where" },
      h("span", { class: "faint" }, about.cluster),
      h("span", { class: "slash", "aria-hidden": "true" }, "/"),
      about.namespace,
    ),
    h("span", { class: "grow" }),
    h("p", { class: "health", role: "status" }, summary(whole)),
    about.url &&
      !about.recorded &&
      h(
        "a",
        {
          class: "button main",
          href: about.url,
          target: "_blank",
          rel: "noopener",
        },
        "Open app",
        icon("open"),
      ),
    h(
      "a",
      {
        class: "button only-icon",
        href: "/api/recording",
        download: true,
        "aria-label": "Save recording",
        title: "Save recording",
      },
      icon("save"),
    ),
    h(
      "button",
      {
        type: "button",
        class: "button only-icon",
        "aria-label": `Theme: ${chosen}`,
        title: `Theme: ${chosen}`,
        onclick: turn,
      },
      icon(chosen),
    ),
  );
}

/** The worst of all resources. @param {Whole} whole */
function tone({ state }) {
  if (state.problems.some((one) => one.severity === "critical")) return "bad";
  const tones = new Set(state.resources.map((one) => one.tone));
  return tones.has("bad")
    ? "bad"
    : tones.has("busy")
      ? "busy"
      : tones.has("good")
        ? "good"
        : "idle";
}

/** One sentence on how it stands. @param {Whole} whole */
export function summary(whole) {
  const wrong = whole.state.problems.filter((one) => one.severity === "critical").length;
  if (wrong) return counted(wrong, "problem");
  const known = {
    bad: "Not well",
    busy: "On its way",
    good: "All is well",
    idle: "Nothing runs",
  };
  return known[tone(whole)];
}

/** @param {Whole} whole @param {string} current */
export function navigation(whole, current) {
  /** @type {Record<string, number>} */
  const counts = {
    findings: whole.state.problems.length,
    events: whole.state.events.filter((one) => one.warning).length,
  };
  return h(
    "nav",
    { class: "side", "aria-label": "Views" },
    h(
      "ul",
      {},
      VIEWS.map(([address = "", name = ""]) =>
        h(
          "li",
          {},
          h(
            "a",
            {
              href: `#/${address}`,
              "aria-current": address === current ? "page" : null,
            },
            icon(address),
            h("span", {}, name),
            counts[address] ? h("span", { class: `count ${address}` }, counts[address]) : null,
          ),
        ),
      ),
    ),
  );
}

/** What the reader must know of how fresh this is. @param {Whole} whole */
export function notices(whole) {
  const { about, state } = whole;
  return h(
    "div",
    { class: "notices", role: "status" },
    about.recorded &&
      h(
        "p",
        { class: "notice" },
        h("strong", {}, "Recording. "),
        `What was seen on ${moment(about.recorded)}; nothing here changes, and nothing can be changed.`,
      ),
    store.lostAt !== null &&
      h(
        "p",
        { class: "notice bad" },
        h("strong", {}, "The dashboard has ended. "),
        `This is what it knew at ${clock(store.lostAt)}. Start it again: `,
        h("code", {}, "./todo dashboard"),
      ),
    state.blind_since &&
      h(
        "p",
        { class: "notice bad" },
        h(
          "strong",
          {},
          `Blind since ${clock(state.blind_since)} (${ago(state.blind_since, now())}). `,
        ),
        `The cluster does not answer: ${state.blind_why} What you see is what was seen before.`,
      ),
  );
}
