/** The last deployment: what `todo up` did, how long each step took, and what proves it. */

import { h, s } from "./dom.js";
import { ago, duration, moment, stopwatch } from "./format.js";
import { card, empty } from "./parts.js";
import { now } from "./store.js";

/** @typedef {import("./types.d.ts").Whole} Whole */
/** @typedef {import("./types.d.ts").Receipt} Receipt */
/** @typedef {import("./types.d.ts").Step} Step */
/** @typedef {import("./types.d.ts").Evidence} Evidence */

/** @param {Whole} whole */
export function deployment({ receipt }) {
  if (!receipt)
    return empty(
      "No receipt",
      "Nothing was deployed from this checkout yet: ",
      h("code", {}, "./todo up"),
    );
  return h(
    "div",
    { class: "stack" },
    card(
      "Last deployment",
      h(
        "time",
        { class: "faint", datetime: receipt.at },
        `${moment(receipt.at)}, ${ago(receipt.at, now())}`,
      ),
      head(receipt),
    ),
    card(
      "Steps",
      h("span", { class: "faint" }, `${duration(receipt.seconds)} in all`),
      timeline(receipt),
    ),
    h(
      "div",
      { class: "pair" },
      facts("Images", receipt.images),
      facts("Releases", receipt.releases),
    ),
    facts("What proves it", receipt.evidence),
  );
}

/** @param {Receipt} receipt */
function head(receipt) {
  return h(
    "div",
    { class: "stack" },
    h("p", { class: "lead" }, receipt.summary),
    pairs([
      { what: "Address", value: receipt.url },
      {
        what: "Cluster",
        value: `${receipt.cluster}, namespace ${receipt.namespace}`,
      },
      { what: "Receipt", value: receipt.file },
    ]),
  );
}

/** @param {string} title @param {Evidence[]} list */
function facts(title, list) {
  return list.length
    ? card(title, h("span", { class: "faint" }, String(list.length)), pairs(list))
    : null;
}

/** @param {Evidence[]} list */
export function pairs(list) {
  return h(
    "dl",
    { class: "pairs" },
    list.map(({ what, value }) => h("div", {}, h("dt", {}, what), h("dd", {}, value))),
  );
}

/** Steps as bars on one scale; those of older receipts all begin at the left. @param {Receipt} receipt */
function timeline(receipt) {
  const steps = [...receipt.steps].sort((one, other) => (one.start ?? 0) - (other.start ?? 0));
  const whole = Math.max(
    receipt.seconds,
    ...steps.map((one) => (one.start ?? 0) + one.seconds),
    0.001,
  );
  return h(
    "table",
    { class: "timeline" },
    h("caption", { class: "unseen" }, "Steps of the last deployment"),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "Step"),
        h("th", { scope: "col" }, scale(whole)),
        h("th", { scope: "col", class: "figure" }, "Took"),
      ),
    ),
    h(
      "tbody",
      {},
      steps.map((one) => row(one, whole)),
    ),
  );
}

/** The times above the bars. @param {number} whole seconds */
function scale(whole) {
  return h(
    "span",
    { class: "time-scale" },
    h("span", { class: "unseen" }, "When"),
    [0, 0.25, 0.5, 0.75].map((at) =>
      h("span", { "aria-hidden": "true" }, at ? stopwatch(at * whole) : "0"),
    ),
  );
}

/** @param {Step} one @param {number} whole seconds */
function row({ name, start, seconds }, whole) {
  const share = (/** @type {number} */ part) => `${((100 * part) / whole).toFixed(2)}%`;
  const words = start === null ? "" : `${duration(start)} after the beginning`;
  return h(
    "tr",
    { "data-key": name },
    h("th", { scope: "row" }, name),
    h(
      "td",
      { class: "track", title: words },
      h("span", { class: "unseen" }, words),
      s(
        "svg",
        { width: "100%", height: 18, "aria-hidden": "true" },
        [0.25, 0.5, 0.75].map((at) =>
          s("line", {
            class: "tick",
            x1: share(at * whole),
            x2: share(at * whole),
            y1: 0,
            y2: 18,
          }),
        ),
        s("rect", {
          class: "step",
          x: share(start ?? 0),
          y: 4,
          width: share(seconds),
          height: 10,
          rx: 3,
        }),
      ),
    ),
    h("td", { class: "figure" }, duration(seconds)),
  );
}
