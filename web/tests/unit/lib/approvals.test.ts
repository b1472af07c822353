import { aTask } from "../support/task";

import { allow, canLeaveOut, countOf, dueDateOf, UNCHANGED } from "@/lib/approvals";
import type { Approval } from "@/types/chat";

const TASKS = [aTask(), aTask(), aTask()];
const [one, two, three] = TASKS.map((task) => task.id) as [string, string, string];

function asked(args: Approval["arguments"], count = 3): Approval {
  return {
    id: "p1",
    turn_id: "t1",
    tool_name: "change_tasks",
    arguments: args,
    preview: { summary: "Change 3 tasks.", details: [], count, tasks: TASKS },
    status: "pending",
    expires_at: "2099-01-01T00:00:00Z",
  };
}

it("allows what was asked when nothing was changed", () => {
  const approval = asked({ action: "delete", task_ids: [one, two, three] });
  expect(allow(approval, UNCHANGED)).toEqual({ decision: "approve" });
  const same = { ...UNCHANGED, dueDate: "2026-11-27" };
  expect(allow(asked({ action: "update", due_date: "2026-11-27" }), same)).toEqual({
    decision: "approve",
  });
});

it("leaves out the tasks that were unticked", () => {
  const approval = asked({ action: "delete", task_ids: [one, two, three] });
  const amended = { ...UNCHANGED, without: new Set([two]) };
  expect(countOf(approval, amended)).toBe(2);
  expect(allow(approval, amended)).toEqual({
    decision: "edit",
    arguments: { action: "delete", task_ids: [one, three] },
  });
});

it("names the tasks that are left in place of a filter, which could let others in", () => {
  const approval = asked({ action: "complete", filter: "#work" });
  expect(allow(approval, { ...UNCHANGED, without: new Set([one]) })).toEqual({
    decision: "edit",
    arguments: { action: "complete", task_ids: [two, three] },
  });
});

it("gives another day, and keeps all else", () => {
  const approval = asked({ action: "update", filter: "#work", due_date: "2026-11-27" });
  expect(dueDateOf(approval)).toBe("2026-11-27");
  expect(allow(approval, { ...UNCHANGED, dueDate: "2026-11-30" })).toEqual({
    decision: "edit",
    arguments: { action: "update", filter: "#work", due_date: "2026-11-30" },
  });
});

it.each([
  ["all are shown", asked({ action: "delete", filter: "#work" }), true],
  ["all are named", asked({ action: "delete", task_ids: Array(31).fill(one) }, 31), true],
  ["some are not known", asked({ action: "delete", filter: "#work" }, 31), false],
  ["it is one task", { ...asked({ task_id: one }, 1), tool_name: "delete_task" }, false],
])("lets take tasks out when %s: %#", (_, approval, can) => {
  expect(canLeaveOut(approval)).toBe(can);
});
