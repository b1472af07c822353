import { ENGLISH, GERMAN } from "../support/words";

import { estimateText, parseEstimate, reminderText } from "@/lib/estimates";

it.each([
  ["45", 45],
  ["45m", 45],
  ["1h 30m", 90],
  ["1h30", 90],
  ["1.5h", 90],
  ["1,5 hours", 90],
  ["20 minutes", 20],
  ["", null],
  ["soon", null],
  ["0m", null],
])("reads “%s” as %s minutes", (text, minutes) => {
  expect(parseEstimate(text)).toBe(minutes);
});

it.each([
  [45, "45m"],
  [60, "1h"],
  [90, "1h 30m"],
])("writes %s minutes as %s", (minutes, text) => {
  expect(estimateText(ENGLISH.t, minutes)).toBe(text);
});

it("reads what it writes in German, too", () => {
  expect(estimateText(GERMAN.t, 90)).toBe("1 h 30 min");
  expect(parseEstimate("1 h 30 min")).toBe(90);
});

it.each([
  [0, "when it is due"],
  [30, "30m before"],
  [1440, "1 day before"],
  [2880, "2 days before"],
])("says when a reminder of %s minutes comes", (minutes, text) => {
  expect(reminderText(ENGLISH.t, minutes)).toBe(text);
});
