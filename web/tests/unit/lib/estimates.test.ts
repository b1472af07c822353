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
  expect(estimateText(minutes)).toBe(text);
});

it.each([
  [0, "when it is due"],
  [30, "30m before"],
  [1440, "1 day before"],
  [2880, "2 days before"],
])("says when a reminder of %s minutes comes", (minutes, text) => {
  expect(reminderText(minutes)).toBe(text);
});
