/** The small parts that several views are made of. */

import { h, s } from "./dom.js";
import { percent, quantity } from "./format.js";
import { icon } from "./icons.js";

/** @typedef {import("./types.d.ts").Child} Child */
/** @typedef {import("./types.d.ts").Tone} Tone */
/** @typedef {import("./types.d.ts").Measure} Measure */

/** A mark that tells by shape, not by colour alone. @param {Tone} tone */
export function mark(tone) {
  return h("span", { class: `mark ${tone}` }, icon(tone));
}

/**
 * A part of a view with its own heading.
 * @param {string} title
 * @param {Child} aside what stands at the right of the heading
 * @param {...Child} children
 */
export function card(title, aside, ...children) {
  const id = `card-${title.toLowerCase().replaceAll(/\W+/g, "-")}`;
  return h(
    "section",
    { class: "card", "aria-labelledby": id, "data-key": id },
    h("header", { class: "card-head" }, h("h2", { id }, title), aside),
    ...children,
  );
}

/** @param {string} title @param {...Child} says */
export function empty(title, ...says) {
  return h("div", { class: "empty" }, h("p", { class: "empty-title" }, title), h("p", {}, ...says));
}

/**
 * A table whose first column names the row. It can be scrolled sideways where it does not fit.
 * @param {string} label
 * @param {string[]} heads those of figures begin with `#`
 * @param {{ key: string, cells: Child[] }[]} rows
 */
export function table(label, heads, rows) {
  const kind = heads.map((head) => (head.startsWith("#") ? "figure" : null));
  return h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
    h(
      "table",
      {},
      h("caption", { class: "unseen" }, label),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          heads.map((head, at) =>
            h("th", { scope: "col", class: kind[at] }, head.replace("#", "")),
          ),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map(({ key, cells }) =>
          h(
            "tr",
            { "data-key": key },
            cells.map((cell, at) =>
              at === 0 ? h("th", { scope: "row" }, cell) : h("td", { class: kind[at] }, cell),
            ),
          ),
        ),
      ),
    ),
  );
}

/**
 * How much of a bound is used, as a bar with the figures beside it.
 * @param {Measure} measure
 * @param {number | null} used
 * @param {number | null} bound
 * @param {string} name such as `limit`
 */
export function meter(measure, used, bound, name) {
  if (used === null) return h("span", { class: "faint" }, "not measured");
  if (!bound) return h("span", {}, quantity(measure, used));
  const share = Math.min(1, used / bound);
  const level = share > 0.9 ? "bad" : share > 0.75 ? "busy" : "good";
  const text = `${quantity(measure, used)} of ${quantity(measure, bound)} ${name}`;
  return h(
    "span",
    { class: "meter", title: `${text}: ${percent(used, bound)}` },
    h("span", { class: "meter-text" }, quantity(measure, used)),
    bar(share, level),
    h("span", { class: "meter-share" }, percent(used, bound)),
  );
}

/** @param {number} share @param {string} level */
function bar(share, level) {
  return s(
    "svg",
    {
      class: `bar ${level}`,
      viewBox: "0 0 56 4",
      height: 4,
      preserveAspectRatio: "none",
      "aria-hidden": "true",
    },
    s("rect", { class: "bar-rest", width: 56, height: 4, rx: 2 }),
    s("rect", {
      class: "bar-used",
      width: Math.max(2, 56 * share),
      height: 4,
      rx: 2,
    }),
  );
}

/** A command with a button that copies it. @param {string} command */
export function copyable(command) {
  /** @param {Event} event */
  const copy = async (event) => {
    const button = /** @type {HTMLElement} */ (event.currentTarget);
    await navigator.clipboard.writeText(command);
    button.setAttribute("aria-label", "Copied");
    button.classList.add("copied");
    setTimeout(() => button.classList.remove("copied"), 1500);
  };
  return h(
    "span",
    { class: "command" },
    h("code", {}, command),
    h(
      "button",
      {
        type: "button",
        class: "bare",
        "aria-label": `Copy ${command}`,
        onclick: copy,
      },
      icon("copy"),
    ),
  );
}
