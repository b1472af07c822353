/** Small line icons on a 16 pixel grid, drawn with the colour of the text around them. */

import { s } from "./dom.js";

/** @type {Record<string, string>} */
const PATHS = {
  overview: "M2.5 3h4v4h-4zM9.5 9h4v4h-4zM6.5 5h3.2c1 0 1.8.8 1.8 1.8V9",
  usage: "M2 13.5h12M2.5 10l3-3.5 3 2 4.5-5.5",
  logs: "M2.5 3.5h11M2.5 6.5h7M2.5 9.5h11M2.5 12.5h5",
  events: "M8 2v3M8 11v3M2 8h3M11 8h3M3.8 3.8l2 2M10.2 10.2l2 2M3.8 12.2l2-2M10.2 5.8l2-2",
  findings: "M7 12.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM11 11l3.5 3.5",
  deployment: "M8 14V6M4.8 8.8 8 5.6l3.2 3.2M3 2.5h10",
  open: "M6 3H3v10h10v-3M9 3h4v4M13 3 7.5 8.5",
  save: "M8 2.5v7M5 7l3 3 3-3M3 13h10",
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
  system: "M2.5 3h11v7.5h-11zM6 13.5h4M8 10.5v3",
  light:
    "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1",
  dark: "M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z",
  back: "M9.5 3 4.5 8l5 5",
  good: "M3 8.5 6.5 12 13 4.5",
  bad: "M8 3v6M8 12v.6",
  busy: "M13.5 8A5.5 5.5 0 1 1 8 2.5",
  idle: "M4 8h8",
};

/** @param {string} name */
export function icon(name) {
  return s(
    "svg",
    {
      class: "icon",
      viewBox: "0 0 16 16",
      width: 16,
      height: 16,
      "aria-hidden": "true",
    },
    s("path", { d: PATHS[name] ?? "" }),
  );
}
