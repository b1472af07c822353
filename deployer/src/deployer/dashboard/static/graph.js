/** The resources and who asks whom: boxes in columns, lines of right angles between them. */

import { h, s } from "./dom.js";
import { mark, meter } from "./parts.js";

/** @typedef {import("./types.d.ts").Resource} Resource */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box */
/** @typedef {{ boxes: Map<string, Box>, height: number, upright: boolean }} Layout */

const FULL = 92;
const BARE = 60;
/** Where lines meet a box, from its top. */
const PORT = 30;
const BETWEEN = 18;
const TOP = 22;
const LANE = 10;
const GAP = 64;
const NARROW = 860;
const WIDEST = 248;
const CORNER = 8;

/** @param {Resource[]} resources @param {number} width of what it is drawn in, in pixels */
export function graph(resources, width) {
  const layout = place(resources, width);
  const ends = resources.flatMap((one) => one.calls.map((called) => [one.id, called]));
  return h(
    "div",
    { class: "graph", "--height": `${layout.height}px` },
    s(
      "svg",
      { class: "edges", width, height: layout.height, "aria-hidden": "true" },
      s(
        "marker",
        {
          id: "arrow",
          viewBox: "0 0 6 6",
          refX: 5,
          refY: 3,
          markerWidth: 6,
          markerHeight: 6,
          orient: "auto",
        },
        s("path", { class: "arrow", d: "M0 0 6 3 0 6z" }),
      ),
      ends.map(([from = "", to = ""], at) => edge(layout, from, to, at)),
    ),
    h(
      "ul",
      { class: "nodes", "aria-label": "Resources" },
      resources.map((one) => node(one, /** @type {Box} */ (layout.boxes.get(one.id)))),
    ),
  );
}

/** @param {Resource[]} resources @param {number} width @returns {Layout} */
function place(resources, width) {
  const boxes = new Map();
  if (width < NARROW) {
    const ordered = [...resources].sort((one, other) => one.column - other.column);
    return {
      boxes,
      height: pile(ordered, boxes, 28, 0, width - 28),
      upright: true,
    };
  }
  const columns = Map.groupBy(resources, (one) => one.column);
  const numbers = [...columns.keys()].sort((one, other) => one - other);
  const gaps = (numbers.length - 1) * GAP;
  const wide = Math.min(WIDEST, Math.floor((width - gaps) / numbers.length));
  const between = numbers.length > 1 ? (width - numbers.length * wide) / (numbers.length - 1) : 0;
  const heights = numbers.map((number, at) =>
    pile(columns.get(number) ?? [], boxes, Math.round(at * (wide + between)), TOP, wide),
  );
  return { boxes, height: Math.max(...heights), upright: false };
}

/**
 * Put boxes below one another, and return where the last one ends.
 * @param {Resource[]} resources @param {Map<string, Box>} boxes
 * @param {number} x @param {number} y @param {number} width
 */
function pile(resources, boxes, x, y, width) {
  for (const one of resources) {
    const height = one.use.cpu === null ? BARE : FULL;
    boxes.set(one.id, { x, y, width, height });
    y += height + BETWEEN;
  }
  return y - BETWEEN;
}

/** @param {Layout} layout @param {string} from @param {string} to @param {number} at */
function edge(layout, from, to, at) {
  const [start, end] = [layout.boxes.get(from), layout.boxes.get(to)];
  if (!start || !end) return null;
  const points = layout.upright ? beside(start, end, at) : across(layout, start, end);
  return s("path", {
    class: "edge",
    d: rounded(points),
    "marker-end": "url(#arrow)",
  });
}

/** @param {Box} start @param {Box} end @param {number} at @returns {[number, number][]} */
function beside(start, end, at) {
  const lane = 20 - (at % 3) * 7;
  const [out, into] = [start.y + PORT + 6, end.y + PORT - 6];
  return [
    [start.x, out],
    [lane, out],
    [lane, into],
    [end.x - 1, into],
  ];
}

/** @param {Layout} layout @param {Box} start @param {Box} end @returns {[number, number][]} */
function across(layout, start, end) {
  const [x1, y1] = [start.x + start.width, start.y + PORT];
  const [x2, y2] = [end.x - 1, end.y + PORT];
  const gap = (/** @type {number} */ x) => x - GAP / 2 + 4;
  const passed = [...layout.boxes.values()].some((box) => box.x > x1 && box.x + box.width < x2);
  if (!passed) {
    return [
      [x1, y1],
      [gap(x2), y1],
      [gap(x2), y2],
      [x2, y2],
    ];
  }
  // Over the heads of the columns between.
  return [
    [x1, y1 - 14],
    [x1 + 20, y1 - 14],
    [x1 + 20, LANE],
    [gap(x2) - 10, LANE],
    [gap(x2) - 10, y2 - 14],
    [x2, y2 - 14],
  ];
}

/** A line through points with rounded corners. @param {[number, number][]} points */
function rounded(points) {
  let path = "";
  points.forEach(([x, y], at) => {
    const [before, after] = [points[at - 1], points[at + 1]];
    if (!before || !after) {
      path += `${before ? "L" : "M"}${x} ${y}`;
      return;
    }
    const [ax, ay] = toward([x, y], before);
    const [bx, by] = toward([x, y], after);
    path += `L${ax} ${ay}Q${x} ${y} ${bx} ${by}`;
  });
  return path;
}

/** @param {[number, number]} from @param {[number, number]} to @returns {[number, number]} */
function toward([x, y], [tx, ty]) {
  const far = Math.hypot(tx - x, ty - y) || 1;
  const step = Math.min(CORNER, far / 2) / far;
  return [x + (tx - x) * step, y + (ty - y) * step];
}

/** @param {Resource} one @param {Box} box */
function node(one, box) {
  return h(
    "li",
    {
      "data-key": one.id,
      class: `node ${one.tone}`,
      "--x": `${box.x}px`,
      "--y": `${box.y}px`,
      "--width": `${box.width}px`,
      "--height": `${box.height}px`,
    },
    h(
      "a",
      { href: `#/resources/${encodeURIComponent(one.id)}` },
      h(
        "span",
        { class: "node-head" },
        mark(one.tone),
        h("strong", {}, one.id),
        h("span", { class: "kind" }, one.kind),
      ),
      h("span", { class: "node-says" }, one.says, replicas(one)),
      one.use.cpu !== null &&
        h(
          "span",
          { class: "node-use" },
          meter("cpu", one.use.cpu, one.limits.cpu, "limit"),
          meter("memory", one.use.memory, one.limits.memory, "limit"),
        ),
    ),
  );
}

/** One dot for each pod. @param {Resource} one */
function replicas(one) {
  if (one.instances.length < 2) return null;
  return h(
    "span",
    { class: "replicas", "aria-hidden": "true" },
    one.instances.map((each) => h("span", { class: `dot ${each.tone}` })),
  );
}
