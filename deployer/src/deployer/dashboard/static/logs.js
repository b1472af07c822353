/** What all services say, merged: searched, filtered, and followed. */

import { h } from "./dom.js";
import { counted } from "./format.js";
import { logRow } from "./loglines.js";
import { colourOf, measured } from "./series.js";
import { readLines, store } from "./store.js";

/** @typedef {import("./types.d.ts").Whole} Whole */
/** @typedef {import("./types.d.ts").Line} Line */

const MOST = 1500;
const NEAR = 40;

/** What the reader has chosen; it stays while other views are looked at. */
const chosen = {
  words: "",
  only: /** @type {Set<string>} */ (new Set()),
  follow: true,
};

/** The panel looks after itself: thousands of rows are not drawn anew for each line that comes. */
class Panel {
  list = h("ol", { class: "log-list", "aria-label": "Log lines" });
  frame = h(
    "div",
    {
      class: "log-frame",
      tabindex: 0,
      role: "region",
      "aria-label": "Logs, oldest first",
    },
    this.list,
  );
  says = h("span", { class: "faint grow right", role: "status" });
  chips = h("div", { class: "chips", role: "group", "aria-label": "Services" });
  follow = h(
    "button",
    {
      type: "button",
      class: "toggle",
      onclick: () => this.setFollow(!chosen.follow),
    },
    "Follow",
  );
  element = h(
    "div",
    { class: "stack logs", "data-keep": "logs" },
    h(
      "div",
      { class: "toolbar" },
      h("input", {
        type: "search",
        class: "field",
        placeholder: "Search logs",
        "aria-label": "Search logs",
        value: chosen.words,
        oninput: (/** @type {Event} */ event) => this.search(event),
      }),
      this.chips,
      this.follow,
      this.says,
    ),
    this.frame,
  );
  /** @type {string[]} */
  known = [];

  constructor() {
    this.setFollow(chosen.follow);
    this.frame.addEventListener("scroll", () => {
      const { scrollHeight, scrollTop, clientHeight } = this.frame;
      // Who scrolls back wants to read, who returns to the end wants to follow.
      this.setFollow(scrollHeight - scrollTop - clientHeight < NEAR, false);
    });
    this.end = readLines((lines, anew) => this.take(lines, anew));
  }

  /** @param {Event} event */
  search(event) {
    chosen.words = /** @type {HTMLInputElement} */ (event.target).value.toLowerCase();
    this.take(store.whole?.lines ?? [], true);
  }

  /** @param {boolean} follow */
  setFollow(follow, jump = true) {
    chosen.follow = follow;
    this.follow.setAttribute("aria-pressed", String(follow));
    if (follow && jump) this.toEnd();
  }

  toEnd() {
    this.frame.scrollTop = this.frame.scrollHeight;
  }

  /** @param {Line[]} lines @param {boolean} anew */
  take(lines, anew) {
    this.showChips();
    const resources = store.whole?.state.resources ?? [];
    const wanted = lines.filter((line) => this.matches(line)).slice(-MOST);
    const rows = wanted.map((line) =>
      logRow(line, colourOf(resources, line.resource), chosen.words),
    );
    if (anew) this.list.replaceChildren(...rows);
    else this.list.append(...rows);
    while (this.list.childElementCount > MOST) this.list.firstElementChild?.remove();
    const shown = this.list.childElementCount;
    this.says.textContent = shown ? counted(shown, "line") : "No line is like this.";
    if (chosen.follow) this.toEnd();
  }

  /** @param {Line} line */
  matches(line) {
    const named = chosen.only.size === 0 || chosen.only.has(line.resource);
    return named && (!chosen.words || line.text.toLowerCase().includes(chosen.words));
  }

  /** One button for each service that may say something. */
  showChips() {
    const resources = store.whole?.state.resources ?? [];
    const said = (store.whole?.lines ?? []).map((line) => line.resource);
    const names = [...new Set([...measured(resources).map((one) => one.id), ...said])];
    if (names.join() !== this.known.join()) {
      this.known = names;
      this.chips.replaceChildren(
        ...names.map((name) => this.chip(name, colourOf(resources, name))),
      );
    }
    for (const chip of this.chips.children) {
      chip.setAttribute("aria-pressed", String(chosen.only.has(chip.textContent)));
    }
  }

  /** @param {string} name @param {number} colour */
  chip(name, colour) {
    const turn = () => {
      if (!chosen.only.delete(name)) chosen.only.add(name);
      this.take(store.whole?.lines ?? [], true);
    };
    return h(
      "button",
      { type: "button", class: "toggle", onclick: turn },
      h("span", { class: `swatch s${colour}` }),
      name,
    );
  }
}

/** @type {Panel | null} */
let panel = null;
let asked = "";

/** @param {Whole} _whole @param {string} only the one service that the address names */
export function logs(_whole, only) {
  if (only && only !== asked) chosen.only = new Set([only]);
  asked = only;
  if (panel?.element.isConnected) return h("div", { class: "stack logs", "data-keep": "logs" });
  panel?.end();
  panel = new Panel();
  if (chosen.follow) requestAnimationFrame(() => panel?.toEnd());
  return panel.element;
}
