/** One line of the logs: what it says, how grave it is, and how it is shown. */

import { h } from "./dom.js";
import { clock } from "./format.js";

/** @typedef {import("./types.d.ts").Line} Line */
/** @typedef {"error" | "warning" | "info" | "debug"} Level */

/** Fields that are shown elsewhere in the row, or say nothing to a reader. */
const SHOWN = new Set([
  "event",
  "message",
  "msg",
  "level",
  "timestamp",
  "time",
  "trace_id",
  "request_id",
]);
/** @type {[Level, RegExp][]} */
const SIGNS = [
  ["error", /\b(error|fatal|panic|critical|exception|traceback)\b/i],
  ["warning", /\bwarn(ing)?\b/i],
];

/**
 * A line that is a JSON object, as most services write them, is taken apart.
 * @param {string} text
 * @returns {{ level: Level, says: string, fields: [string, string][] }}
 */
export function understood(text) {
  if (text.startsWith("{")) {
    try {
      /** @type {Record<string, unknown>} */
      const said = JSON.parse(text);
      const says = said["event"] ?? said["message"] ?? said["msg"];
      if (typeof says === "string")
        return {
          level: levelOf(String(said["level"] ?? "info")),
          says,
          fields: fieldsOf(said),
        };
    } catch {
      // It only looked like JSON.
    }
  }
  return {
    level: SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? "info",
    says: text,
    fields: [],
  };
}

/** @param {string} said @returns {Level} */
function levelOf(said) {
  const name = said.toLowerCase();
  if (/^(error|critical|fatal|panic)/.test(name)) return "error";
  if (name.startsWith("warn")) return "warning";
  return name === "debug" || name === "trace" ? "debug" : "info";
}

/** @param {Record<string, unknown>} said @returns {[string, string][]} */
function fieldsOf(said) {
  return Object.entries(said)
    .filter(([name]) => !SHOWN.has(name))
    .map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
}

/**
 * @param {Line} line
 * @param {number} colour of the resource
 * @param {string} words to be marked
 */
export function logRow(line, colour, words) {
  const { level, says, fields } = understood(line.text);
  return h(
    "li",
    { class: `log ${level}` },
    h("time", { datetime: line.at }, line.at ? clock(line.at) : ""),
    h(
      "span",
      { class: "log-from", title: line.instance },
      h("span", { class: `swatch s${colour}` }),
      line.resource,
    ),
    h(
      "span",
      { class: "log-text" },
      level !== "info" && h("span", { class: "log-level" }, level),
      marked(says, words),
      fields.map(([name, value]) =>
        h("span", { class: "log-field" }, ` ${name}=`, h("span", {}, marked(value, words))),
      ),
    ),
  );
}

/** Text whose searched words stand out. @param {string} text @param {string} words */
function marked(text, words) {
  const at = words ? text.toLowerCase().indexOf(words) : -1;
  if (at < 0) return [text];
  const end = at + words.length;
  return [text.slice(0, at), h("mark", {}, text.slice(at, end)), text.slice(end)];
}
