/** What a plot says in words and figures: its legend, its description, its table. */

import { h } from "./dom.js";
import { clock, quantity } from "./format.js";
import { table } from "./parts.js";

/** @typedef {import("./plot.js").Plot} Plot */

const ROWS = 12;

/** @param {Plot} plot @param {number} at @param {boolean} past */
export function legend({ series, measure, times, bounds }, at, past) {
  return h(
    "figcaption",
    { class: "legend" },
    h("span", { class: "faint when" }, past ? clock((times[at] ?? 0) * 1000) : "now"),
    [...series]
      .reverse()
      .map((one) =>
        h(
          "span",
          {},
          h("span", { class: `swatch s${one.colour}` }),
          one.name,
          h("b", {}, quantity(measure, one.values[at] ?? null)),
        ),
      ),
    bounds.map(
      ({ name, amount }) =>
        amount && h("span", { class: "faint" }, `${name} ${quantity(measure, amount)}`),
    ),
  );
}

/** @param {Plot} plot */
export function described({ name, series, measure, times }) {
  const now = series.map((one) => `${one.name} ${quantity(measure, one.values.at(-1) ?? null)}`);
  const from = times.length ? ` since ${clock((times[0] ?? 0) * 1000)}` : "";
  return `${name}${from}. Now: ${now.join(", ") || "nothing measured"}. The table below holds the figures.`;
}

/** @param {Plot} plot */
export function asTable({ name, series, measure, times }) {
  const every = Math.max(1, Math.ceil(times.length / ROWS));
  const kept = times
    .map((time, at) => ({ time, at }))
    .filter(({ at }) => (times.length - 1 - at) % every === 0);
  return h(
    "details",
    { class: "as-table" },
    h("summary", {}, "As a table"),
    table(
      `${name}, figures`,
      ["Time", ...series.map((one) => `#${one.name}`)],
      kept.reverse().map(({ time, at }) => ({
        key: String(time),
        cells: [
          clock(time * 1000),
          ...series.map((one) => quantity(measure, one.values[at] ?? null)),
        ],
      })),
    ),
  );
}
