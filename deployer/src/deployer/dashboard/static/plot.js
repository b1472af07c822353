/** A small plot of amounts over time, drawn as SVG, with the same figures as a table. */

import { ceiling, hours, marks, tick } from "./axes.js";
import { h, s } from "./dom.js";
import { clock } from "./format.js";
import { asTable, described, legend } from "./plotwords.js";

/** @typedef {import("./types.d.ts").Measure} Measure */
/** @typedef {{ name: string, colour: number, values: (number | null)[] }} Series */
/** @typedef {{ name: string, amount: number | null, kind: "request" | "limit" | "budget" }} Bound */
/**
 * @typedef {object} Plot
 * @property {string} name
 * @property {Measure} measure
 * @property {number[]} times seconds since the epoch
 * @property {Series[]} series drawn one upon the other
 * @property {Bound[]} bounds
 * @property {string} scale the kind of bound that the plot reaches up to, or `use`
 * @property {number} width
 * @property {number} height
 * @property {() => void} redraw
 */

const LEFT = 64;
const RIGHT = 22;
const FOOT = 22;
const HEAD = 10;

/** The moment under the pointer, the same in all plots. @type {{ at: number | null }} */
const pointed = { at: null };

/** @param {Plot} plot */
export function drawPlot(plot) {
  const { times, width, height, series } = plot;
  const top = ceiling(plot);
  const [first = 0, last = 1] = [times[0], times.at(-1)];
  const span = Math.max(last - first, 60);
  const x = (/** @type {number} */ time) =>
    LEFT + ((time - last + span) / span) * (width - LEFT - RIGHT);
  const y = (/** @type {number} */ amount) => HEAD + (1 - amount / top) * (height - HEAD - FOOT);
  const at = nearest(times, pointed.at);
  /** @param {Event} event */
  const point = (event) => {
    const { clientX } = /** @type {PointerEvent} */ (event);
    const { left } = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    pointed.at = last - span + ((clientX - left - LEFT) / (width - LEFT - RIGHT)) * span;
    plot.redraw();
  };
  const leave = () => {
    pointed.at = null;
    plot.redraw();
  };
  return h(
    "figure",
    { class: "plot" },
    s(
      "svg",
      {
        width,
        height,
        role: "img",
        "aria-label": described(plot),
        onpointermove: point,
        onpointerleave: leave,
      },
      s(
        "g",
        { class: "grid" },
        marks(plot.measure, top).map((each) => line(plot, each, x(last), y(each))),
      ),
      s(
        "g",
        {},
        hours(last - span, last).map((each) => hour(each, x(each), height)),
      ),
      s(
        "g",
        {},
        stacked(series).map((area, of) => shape(area, series[of]?.colour ?? 0, times, x, y)),
      ),
      plot.bounds.map((bound) => bounded(bound, top, width, y)),
      at !== null &&
        s("line", {
          class: "pointed",
          x1: x(times[at] ?? 0),
          x2: x(times[at] ?? 0),
          y1: HEAD,
          y2: height - FOOT,
        }),
    ),
    legend(plot, at ?? times.length - 1, at !== null),
    asTable(plot),
  );
}

/** @param {number[]} times @param {number | null} when */
function nearest(times, when) {
  if (when === null || times.length === 0) return null;
  let best = 0;
  times.forEach((time, at) => {
    if (Math.abs(time - when) < Math.abs((times[best] ?? 0) - when)) best = at;
  });
  return best;
}

/** @param {Plot} plot @param {number} amount @param {number} right @param {number} y */
function line({ measure }, amount, right, y) {
  return s(
    "g",
    {},
    s("line", { x1: LEFT, x2: right, y1: y, y2: y }),
    s("text", { x: LEFT - 8, y: y + 4, "text-anchor": "end" }, tick(measure, amount)),
  );
}

/** @param {number} time @param {number} x @param {number} height */
function hour(time, x, height) {
  const text = clock(time * 1000);
  return s(
    "text",
    { x, y: height - 5, "text-anchor": "middle" },
    text.endsWith(":00") ? text.slice(0, 5) : text,
  );
}

/** Lower and upper edge of each series. @param {Series[]} series */
function stacked(series) {
  /** @type {number[]} */
  let below = [];
  return series.map(({ values }) => {
    const low = values.map((_, at) => below[at] ?? 0);
    below = values.map((value, at) => (low[at] ?? 0) + (value ?? 0));
    return { low, high: below };
  });
}

/**
 * @param {{ low: number[], high: number[] }} area
 * @param {number} colour
 * @param {number[]} times
 * @param {(time: number) => number} x
 * @param {(amount: number) => number} y
 */
function shape({ low, high }, colour, times, x, y) {
  if (times.length === 0) return null;
  const point =
    (/** @type {number[]} */ edge) => (/** @type {number} */ time, /** @type {number} */ at) =>
      `${x(time).toFixed(1)} ${y(edge[at] ?? 0).toFixed(1)}`;
  const upper = times.map(point(high));
  const lower = times.map(point(low)).reverse();
  return s(
    "g",
    { class: `series s${colour}` },
    s("path", { class: "area", d: `M${[...upper, ...lower].join("L")}z` }),
    s("path", { class: "edge", d: `M${upper.join("L")}` }),
  );
}

/** @param {Bound} bound @param {number} top @param {number} width @param {(amount: number) => number} y */
function bounded({ amount, name, kind }, top, width, y) {
  if (!amount || amount > top) return null;
  return s(
    "g",
    { class: `bound ${kind}` },
    s("line", { x1: LEFT, x2: width - RIGHT, y1: y(amount), y2: y(amount) }),
    s(
      "text",
      {
        x: LEFT + 6,
        y: y(amount) < HEAD + 14 ? y(amount) + 14 : y(amount) - 5,
      },
      name,
    ),
  );
}
