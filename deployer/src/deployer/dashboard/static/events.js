/** What the cluster reported, newest first. */

import { h } from "./dom.js";
import { ago, moment } from "./format.js";
import { card, empty, mark, table } from "./parts.js";
import { now } from "./store.js";

/** @typedef {import("./types.d.ts").Whole} Whole */
/** @typedef {import("./types.d.ts").Happening} Happening */

const chosen = { warnings: false, words: "" };

/** @param {Whole} whole @param {string} _rest @param {() => void} redraw */
export function events(whole, _rest, redraw) {
  const all = whole.state.events;
  const words = chosen.words.toLowerCase();
  const kept = all.filter(
    (one) =>
      (one.warning || !chosen.warnings) &&
      `${one.object} ${one.reason} ${one.message}`.toLowerCase().includes(words),
  );
  /** @param {Event} event */
  const search = (event) => {
    chosen.words = /** @type {HTMLInputElement} */ (event.target).value;
    redraw();
  };
  const turn = () => {
    chosen.warnings = !chosen.warnings;
    redraw();
  };
  return h(
    "div",
    { class: "stack" },
    h(
      "div",
      { class: "toolbar" },
      h("input", {
        type: "search",
        class: "field",
        placeholder: "Search events",
        "aria-label": "Search events",
        oninput: search,
      }),
      h(
        "button",
        {
          type: "button",
          class: "toggle",
          "aria-pressed": String(chosen.warnings),
          onclick: turn,
        },
        "Warnings only",
      ),
      h("span", { class: "faint grow right", role: "status" }, `${kept.length} of ${all.length}`),
    ),
    kept.length
      ? card("Events", null, happenings(kept))
      : empty(
          "No events",
          all.length ? "None is like this." : "The cluster forgets them after an hour.",
        ),
  );
}

/** @param {Happening[]} list */
export function happenings(list) {
  return table(
    "Events, newest first",
    ["When", "Reason", "Object", "Message", "#Times"],
    list.map((one) => ({
      key: `${one.object} ${one.reason} ${one.message}`,
      cells: [
        h(
          "time",
          {
            datetime: one.at,
            title: one.at ? moment(one.at) : null,
            class: "when",
          },
          ago(one.at, now()),
        ),
        h("span", { class: "state" }, mark(one.warning ? "bad" : "idle"), one.reason),
        h("span", { class: "mono" }, one.object),
        h("span", { class: "message" }, one.message),
        one.count,
      ],
    })),
  );
}
