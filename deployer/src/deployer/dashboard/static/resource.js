/** One resource: its instances, its use, and what happened to it. */

import { h } from "./dom.js";
import { happenings } from "./events.js";
import { ago, quantity } from "./format.js";
import { icon } from "./icons.js";
import { card, empty, mark, table } from "./parts.js";
import { now } from "./store.js";
import { usageOf } from "./usage.js";

/** @typedef {import("./types.d.ts").Whole} Whole */
/** @typedef {import("./types.d.ts").Resource} Resource */

/** @param {Whole} whole @param {string} id @param {() => void} redraw */
export function resource(whole, id, redraw) {
  const one = whole.state.resources.find((each) => each.id === id);
  const back = h("a", { class: "back", href: "#/overview" }, icon("back"), "Overview");
  if (!one)
    return h(
      "div",
      { class: "stack" },
      back,
      empty(`There is no ${id} any more`, "It is gone from the cluster."),
    );
  const own = whole.state.events.filter((event) => concerns(event.object, one));
  return h(
    "div",
    { class: "stack" },
    back,
    h(
      "div",
      { class: "title" },
      mark(one.tone),
      h("h2", {}, one.id),
      h("span", { class: "kind" }, one.kind),
      h("span", { class: "grow" }),
      links(one),
    ),
    h("p", { class: "lead" }, one.says, calls(whole, one)),
    one.instances.length > 0 && card("Instances", null, instances(one)),
    one.instances.length > 0 && usageOf(whole, one, redraw, "Usage"),
    own.length > 0 && card("What happened", null, happenings(own)),
  );
}

/** @param {Resource} one */
function links(one) {
  if (one.instances.length === 0) return null;
  return h(
    "a",
    { class: "button", href: `#/logs/${encodeURIComponent(one.id)}` },
    icon("logs"),
    "Logs",
  );
}

/** @param {Whole} whole @param {Resource} one */
function calls(whole, one) {
  const callers = whole.state.resources.filter((each) => each.calls.includes(one.id));
  const asks = one.calls.length ? ` Asks ${one.calls.join(", ")}.` : "";
  const asked = callers.length ? ` Is asked by ${callers.map((each) => each.id).join(", ")}.` : "";
  return h("span", { class: "faint" }, asks + asked);
}

/** @param {Resource} one */
function instances(one) {
  return table(
    `Instances of ${one.id}`,
    ["Name", "State", "#Restarts", "#CPU", "#Memory", "Since", "Node", "Image"],
    one.instances.map((each) => ({
      key: each.name,
      cells: [
        h("span", { class: "mono" }, each.name),
        h("span", { class: "state" }, mark(each.tone), each.says),
        each.restarts,
        quantity("cpu", each.use.cpu),
        quantity("memory", each.use.memory),
        ago(each.started, now()),
        each.node,
        h("span", { class: "mono faint" }, each.image),
      ],
    })),
  );
}

/** @param {string} object kind and name @param {Resource} one */
function concerns(object, one) {
  const name = object.split(" ")[1] ?? "";
  return one.instances.some((each) => each.name === name || each.name.startsWith(`${name}-`));
}
