/** What is wrong: causes first, each with its evidence, what follows from it, and what helps. */

import { pairs } from "./deployment.js";
import { h } from "./dom.js";
import { counted } from "./format.js";
import { mend } from "./mend.js";
import { copyable, empty, mark } from "./parts.js";

/** @typedef {import("./types.d.ts").Whole} Whole */
/** @typedef {import("./types.d.ts").Problem} Problem */
/** @typedef {import("./types.d.ts").Fixing} Fixing */

/** @type {Record<string, string>} */
const SURE = {
  proof: "Proof: the cluster itself says so",
  strong: "Strong: the cluster all but says so",
  weak: "Weak: it is likely",
};
/** @type {Record<string, "bad" | "busy" | "idle">} */
const TONES = { critical: "bad", warning: "busy", info: "idle" };

/** @param {Whole} whole */
export function findings(whole) {
  const { problems } = whole.state;
  if (problems.length === 0) {
    return empty("Nothing is wrong", "No rule finds anything in what the cluster reports.");
  }
  return h(
    "div",
    { class: "stack" },
    h(
      "p",
      { class: "lead" },
      counted(problems.length, "cause"),
      h(
        "span",
        { class: "faint" },
        ", found by rules in what the cluster reports; no model was asked.",
      ),
    ),
    problems.map((one) => finding(one, whole)),
  );
}

/** @param {Problem} one @param {Whole} whole */
function finding(one, whole) {
  const id = `finding-${one.id.replaceAll(/[^\w-]/g, "-")}`;
  return h(
    "article",
    {
      class: `card finding ${one.severity}`,
      "data-key": one.id,
      "aria-labelledby": id,
    },
    h(
      "header",
      { class: "finding-head" },
      mark(TONES[one.severity] ?? "idle"),
      h("h2", { id }, h("span", {}, `${one.object}: `), one.cause),
      h("span", { class: "grow" }),
      h("span", { class: "tag", title: SURE[one.confidence] }, one.confidence),
    ),
    h(
      "p",
      { class: "finding-about faint" },
      h("span", { class: "mono" }, one.rule),
      one.also.length > 0 && h("span", {}, `also ${one.also.join(", ")}`),
    ),
    one.evidence.length > 0 && section("What shows it", pairs(one.evidence)),
    one.symptoms.length > 0 && section("What follows from it", chain(one.symptoms)),
    one.fix && section("What helps", remedy(one, one.fix, whole)),
  );
}

/** @param {string} title @param {Node} body */
function section(title, body) {
  return h("div", { class: "finding-part" }, h("h3", {}, title), body);
}

/** @param {Problem["symptoms"]} symptoms */
function chain(symptoms) {
  return h(
    "ul",
    { class: "chain" },
    symptoms.map((one) => h("li", {}, h("span", { class: "mono" }, one.object), ` ${one.cause}`)),
  );
}

/** @param {Problem} one @param {Fixing} fix @param {Whole} whole */
function remedy(one, fix, whole) {
  return h(
    "div",
    { class: "remedy" },
    h("p", {}, fix.summary),
    fix.automatic &&
      whole.about.can_fix &&
      h("button", { type: "button", class: "button", onclick: () => mend(one) }, "Fix it…"),
    fix.command && copyable(fix.command),
    fix.undo && h("p", { class: "faint" }, `To take it back: ${fix.undo}`),
  );
}
