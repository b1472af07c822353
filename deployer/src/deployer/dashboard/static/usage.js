/** Processor and memory over time: all together against the budget, each against its bounds. */

import { h } from "./dom.js";
import { card, empty } from "./parts.js";
import { drawPlot } from "./plot.js";
import { measured, recent, seriesOf } from "./series.js";

/** @typedef {import("./types.d.ts").Whole} Whole */
/** @typedef {import("./types.d.ts").Resource} Resource */
/** @typedef {import("./types.d.ts").Measure} Measure */
/** @typedef {import("./plot.js").Bound} Bound */

/** @type {[string, string][]} */
const SCALES = [
  ["use", "What is used"],
  ["request", "Requests"],
  ["limit", "Limits"],
];
/** @type {[number, string][]} */
const SPANS = [
  [5, "5 min"],
  [15, "15 min"],
  [60, "1 h"],
  [120, "2 h"],
];
const chosen = { scale: "use", minutes: 15 };

/** @param {Whole} whole @param {string} _rest @param {() => void} redraw */
export function usage(whole, _rest, redraw) {
  const resources = measured(whole.state.resources);
  if (whole.samples.length === 0) {
    return empty(
      "Nothing is measured yet",
      "The cluster needs a metrics server, and a minute after a start.",
    );
  }
  const width = plotWidth(2);
  /** @type {(measure: Measure, name: string) => HTMLElement} */
  const together = (measure, name) =>
    card(
      name,
      null,
      plotOf(
        whole,
        resources.map((one) => one.id),
        measure,
        `${name} of all`,
        sums(whole, resources, measure),
        width,
        200,
        redraw,
      ),
    );
  return h(
    "div",
    { class: "stack" },
    h(
      "div",
      { class: "toolbar" },
      choice("Time", SPANS, chosen.minutes, (minutes) => (chosen.minutes = minutes), redraw),
      choice("Scale up to", SCALES, chosen.scale, (scale) => (chosen.scale = scale), redraw),
    ),
    h("div", { class: "pair" }, together("cpu", "CPU"), together("memory", "Memory")),
    resources.map((one) => usageOf(whole, one, redraw)),
  );
}

/**
 * Both plots of one resource.
 * @param {Whole} whole @param {Resource} one @param {() => void} redraw @param {string} [title]
 */
export function usageOf(whole, one, redraw, title = one.id) {
  const width = plotWidth(2);
  /** @type {(measure: Measure, name: string) => HTMLElement} */
  const each = (measure, name) => {
    const bounds = boundsOf(one, measure);
    const plot = plotOf(
      whole,
      [one.id],
      measure,
      `${name} of ${one.id}`,
      bounds,
      width,
      132,
      redraw,
    );
    return h("div", {}, h("h3", {}, name), plot);
  };
  return card(
    title,
    h("span", { class: "faint" }, one.says),
    h("div", { class: "pair inside" }, each("cpu", "CPU"), each("memory", "Memory")),
  );
}

/** Pixels that a plot has when some stand side by side. @param {number} beside */
function plotWidth(beside) {
  const main = document.getElementById("main")?.clientWidth ?? innerWidth;
  const [edge, inner] = innerWidth < 640 ? [16, 16] : [28, 20];
  const room = main - 2 * edge;
  return Math.floor(
    innerWidth < 1080 ? room - 2 * inner - 2 : (room - 16) / beside - 2 * inner - 2,
  );
}

/**
 * @param {Whole} whole @param {string[]} ids @param {Measure} measure @param {string} name
 * @param {Bound[]} bounds @param {number} width @param {number} height @param {() => void} redraw
 */
function plotOf(whole, ids, measure, name, bounds, width, height, redraw) {
  const samples = recent(chosen.minutes);
  return drawPlot({
    name,
    measure,
    times: samples.map((sample) => sample.at),
    series: seriesOf(samples, whole.state.resources, ids, measure),
    bounds,
    scale: chosen.scale,
    width,
    height,
    redraw,
  });
}

/** @param {Resource} one @param {Measure} measure @returns {Bound[]} */
function boundsOf(one, measure) {
  return [
    { name: "request", amount: one.requests[measure], kind: "request" },
    { name: "limit", amount: one.limits[measure], kind: "limit" },
  ];
}

/** @param {Whole} whole @param {Resource[]} resources @param {Measure} measure @returns {Bound[]} */
function sums({ state }, resources, measure) {
  const requested = resources.reduce((sum, one) => sum + (one.requests[measure] ?? 0), 0);
  const budget = state.budget[measure];
  return [
    { name: "requests", amount: requested, kind: "request" },
    { name: state.budget_name, amount: budget, kind: "limit" },
  ];
}

/**
 * A row of buttons of which one is chosen.
 * @template T
 * @param {string} label @param {[T, string][]} options @param {T} value
 * @param {(value: T) => void} choose @param {() => void} redraw
 */
function choice(label, options, value, choose, redraw) {
  return h(
    "div",
    { class: "choice", role: "group", "aria-label": label },
    h("span", { class: "faint" }, label),
    options.map(([option, name]) => {
      const click = () => {
        choose(option);
        redraw();
      };
      return h(
        "button",
        {
          type: "button",
          "aria-pressed": String(option === value),
          onclick: click,
        },
        name,
      );
    }),
  );
}
