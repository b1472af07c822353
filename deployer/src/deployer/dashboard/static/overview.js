/** Everything at a glance: figures, what is wrong, the graph, and the resources one by one. */

import { h, s } from "./dom.js";
import { ago, counted, duration, percent, quantity } from "./format.js";
import { graph } from "./graph.js";
import { card, empty, mark, meter, table } from "./parts.js";
import { colourOf, recent } from "./series.js";
import { now } from "./store.js";

/** @typedef {import("./types.d.ts").Whole} Whole */
/** @typedef {import("./types.d.ts").Resource} Resource */
/** @typedef {import("./types.d.ts").Measure} Measure */

const MINUTES = 15;

/** @param {Whole} whole */
export function overview(whole) {
  const { resources } = whole.state;
  if (resources.length === 0) {
    return empty(
      "Nothing runs here",
      `There is nothing in the namespace ${whole.about.namespace}. Bring the app up: `,
      h("code", {}, "./todo up"),
    );
  }
  return h(
    "div",
    { class: "stack" },
    figures(whole),
    worst(whole),
    card("Resources", null, graph(resources, drawable())),
    card("Figures", null, list(resources, whole)),
  );
}

/** Pixels between the edges of a card. */
function drawable() {
  const main = document.getElementById("main");
  const padding = innerWidth < 640 ? 2 * 16 : 2 * 20;
  return Math.max(
    280,
    (main?.clientWidth ?? innerWidth) - 2 * (innerWidth < 640 ? 16 : 28) - padding - 2,
  );
}

/** @param {Whole} whole */
function figures({ state, receipt }) {
  const pods = state.resources.flatMap((one) => one.instances);
  const ready = pods.filter((one) => one.tone === "good").length;
  const restarts = pods.reduce((sum, one) => sum + one.restarts, 0);
  return h(
    "dl",
    { class: "figures" },
    figure("Ready", `${ready} of ${counted(pods.length, "instance")}`, null),
    used("cpu", "CPU", state),
    used("memory", "Memory", state),
    figure("Restarts", String(restarts), restarts > 0 && "since the pods began"),
    figure(
      "Deployed",
      receipt ? ago(receipt.at, now()) : "–",
      receipt && `in ${duration(receipt.seconds)}`,
    ),
  );
}

/** @param {string} name @param {import("./types.d.ts").Child} value @param {import("./types.d.ts").Child} more */
function figure(name, value, more) {
  return h(
    "div",
    { class: "figure-cell" },
    h("dt", {}, name),
    h(
      "dd",
      {},
      h("span", { class: "figure-value" }, value),
      h("span", { class: "figure-more" }, more),
    ),
  );
}

/** @param {Measure} measure @param {string} name @param {import("./types.d.ts").State} state */
function used(measure, name, { resources, budget }) {
  const known = resources.filter((one) => one.use[measure] !== null);
  if (known.length === 0) return figure(name, "–", "not measured");
  const sum = known.reduce((total, one) => total + (one.use[measure] ?? 0), 0);
  const bound = budget[measure];
  return figure(
    name,
    quantity(measure, sum),
    bound && `${percent(sum, bound)} of ${quantity(measure, bound)}`,
  );
}

/** @param {Whole} whole */
function worst({ state }) {
  const first = state.problems.find((one) => one.severity === "critical");
  if (!first) return null;
  return h(
    "a",
    { class: "worst", href: "#/findings", "data-key": "worst" },
    mark("bad"),
    h("span", {}, h("strong", {}, `${first.object}: `), first.cause),
    h("span", { class: "worst-go" }, "See why and what helps"),
  );
}

/** @param {Resource[]} resources @param {Whole} whole */
function list(resources, whole) {
  const shown = resources.filter((one) => one.kind !== "Client");
  return table(
    "All resources",
    [
      "Name",
      "State",
      "#Restarts",
      "CPU of limit",
      "Memory of limit",
      `Last ${MINUTES} min`,
      "Image",
    ],
    shown.map((one) => ({
      key: one.id,
      cells: [
        h("a", { href: `#/resources/${encodeURIComponent(one.id)}` }, one.id),
        h("span", { class: "state" }, mark(one.tone), one.says),
        one.instances.length ? one.instances.reduce((sum, each) => sum + each.restarts, 0) : "–",
        one.instances.length ? meter("cpu", one.use.cpu, one.limits.cpu, "limit") : "–",
        one.instances.length ? meter("memory", one.use.memory, one.limits.memory, "limit") : "–",
        spark(one, whole),
        image(one.instances[0]?.image ?? ""),
      ],
    })),
  );
}

/** An image; of one that we built, whose name the row says already, the tag alone. @param {string} name */
function image(name) {
  const tag = /:([0-9a-f]{12})$/.exec(name)?.[1];
  return h("span", { class: "mono faint", title: name }, tag ?? name);
}

/** @param {Resource} one @param {Whole} whole */
function spark(one, whole) {
  const values = recent(MINUTES).flatMap((sample) => sample.use[one.id]?.[0] ?? []);
  if (values.length < 2) return h("span", { class: "faint" }, "–");
  const most = Math.max(...values, 1);
  const points = values.map(
    (value, at) =>
      `${((at * 96) / (values.length - 1)).toFixed(1)} ${(19 - (17 * value) / most).toFixed(1)}`,
  );
  return s(
    "svg",
    {
      class: `spark series s${colourOf(whole.state.resources, one.id)}`,
      width: 96,
      height: 20,
      role: "img",
      "aria-label": `CPU of ${one.id}, at most ${quantity("cpu", most)}`,
    },
    s("path", { class: "area", d: `M0 20L${points.join("L")}L96 20z` }),
    s("path", { class: "edge", d: `M${points.join("L")}` }),
  );
}
