/** Round figures for the axes of plots. */

import { quantity } from "./format.js";

/** @typedef {import("./types.d.ts").Measure} Measure */

const MIB = 2 ** 20;

/** @param {import("./plot.js").Plot} plot */
export function ceiling({ series, bounds, scale, times, measure }) {
  const sums = times.map((_, at) => series.reduce((sum, one) => sum + (one.values[at] ?? 0), 0));
  const wanted = bounds.find((one) => one.kind === scale)?.amount ?? 0;
  const high = Math.max(...sums, wanted, measure === "cpu" ? 10 : MIB) * 1.08;
  const step = round(measure, high / 4);
  return Math.ceil(high / step) * step;
}

/** A round figure at or above an amount. @param {Measure} measure @param {number} amount */
function round(measure, amount) {
  const unit = measure === "cpu" ? 1 : MIB;
  const base = measure === "cpu" ? 10 : 2;
  const power = unit * base ** Math.floor(Math.log(amount / unit) / Math.log(base));
  return (
    power * ((measure === "cpu" ? [1, 2, 5, 10] : [1, 2]).find((by) => power * by >= amount) ?? 1)
  );
}

/** @param {Measure} measure @param {number} top */
export function marks(measure, top) {
  const step = round(measure, top / 4.4);
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, at) => at * step);
}

/** @param {Measure} measure @param {number} amount */
export function tick(measure, amount) {
  return measure === "cpu" ? String(amount / 1000) : quantity(measure, amount);
}

/** Round times between two. @param {number} from @param {number} to */
export function hours(from, to) {
  const step = [15, 60, 300, 600, 900, 1800, 3600].find((each) => (to - from) / each <= 6) ?? 7200;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, at) => first + at * step);
}
