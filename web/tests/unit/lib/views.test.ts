import { DEFAULT_VIEW, TABS, isNarrowed, toFilter } from "@/lib/views";

it("shows what is open at first", () => {
  expect(toFilter(DEFAULT_VIEW)).toEqual({ state: "open" });
});

it.each([
  ["open", { state: "open" }],
  ["today", { state: "open", due: "today" }],
  ["overdue", { state: "open", due: "overdue" }],
  ["done", { state: "done" }],
] as const)("%s asks for %j", (tab, filter) => {
  expect(TABS.map(({ id }) => id)).toContain(tab);
  expect(toFilter({ ...DEFAULT_VIEW, tab })).toEqual(filter);
});

it("adds the tag and the words looked for, but not blanks", () => {
  expect(toFilter({ tab: "done", tag: "home", text: " milk " })).toEqual({
    state: "done",
    tag: "home",
    q: "milk",
  });
  expect(toFilter({ ...DEFAULT_VIEW, text: "  " })).toEqual({ state: "open" });
});

it("knows when an empty list does not mean that there is nothing to do", () => {
  expect(isNarrowed({ ...DEFAULT_VIEW })).toBe(false);
  expect(isNarrowed({ ...DEFAULT_VIEW, tab: "today" })).toBe(true);
  expect(isNarrowed({ ...DEFAULT_VIEW, tag: "home" })).toBe(true);
  expect(isNarrowed({ ...DEFAULT_VIEW, text: "milk" })).toBe(true);
});
