import { whenSaid } from "@/lib/said-when";

it.each([
  [new Date(2026, 10, 26, 9, 5), "9:05 AM"],
  [new Date(2026, 10, 25, 23, 59), "Nov 25"],
  [new Date(2025, 0, 2, 12, 0), "Jan 2, 2025"],
])("%s is said to be %s", (said, words) => {
  const now = new Date(2026, 10, 26, 18, 0);
  expect(whenSaid(said.toISOString(), now).replace(/\s/g, " ")).toBe(words);
});
