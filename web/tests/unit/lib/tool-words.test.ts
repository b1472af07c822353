import { ENGLISH } from "../support/words";

import { describe as say, tasksIn } from "@/lib/tool-words";
import type { ToolPart } from "@/types/chat";

const PART: ToolPart = {
  type: "tool",
  tool_call_id: "k1",
  tool_name: "list_tasks",
  input: {},
  state: "output-available",
  output: null,
  error: null,
  approval_id: null,
  receipt: null,
};

it.each<[string, Partial<ToolPart>]>([
  ["Looking at your tasks", { state: "input-available" }],
  ["Looked at your tasks: 2 found", { output: { items: [{}, {}] } }],
  [
    "Searched your tasks for “milk”: 0 found",
    { tool_name: "search_tasks", input: { query: "milk" }, output: { items: [] } },
  ],
  [
    "It is done already.",
    { tool_name: "complete_task", output: { action: "none", summary: "It is done already." } },
  ],
  ["brew tea", { tool_name: "brew_tea" }],
])("says %s", (words, facts) => {
  expect(say(ENGLISH.t, { ...PART, ...facts })).toBe(words);
});

it("finds each task of an answer once, and none that is in the trash", () => {
  const milk = { id: "1", title: "Milk", subtasks: { open: 0 } };
  const output = {
    task: milk,
    tasks: [milk, { id: "2", title: "Tea", deleted_at: "2026-11-26T08:00:00Z" }],
    days: [{ due: [{ id: "3", title: "Bread" }] }],
  };
  expect(tasksIn(output)).toEqual([
    { id: "1", title: "Milk" },
    { id: "3", title: "Bread" },
  ]);
  expect(tasksIn("no tasks")).toEqual([]);
});
