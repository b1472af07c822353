"use client";

import { LONG, REFUSED, TASKS } from "../data";
import { aCall } from "../messages";
import { failed, known } from "../seeds";
import type { State } from "../states";

import { ApprovalCard } from "@/components/chat/approval-card";
import { ApprovalQuestion } from "@/components/chat/approval-question";
import { keys } from "@/lib/query-keys";
import type { Approval, ToolPart } from "@/types/chat";

const nothing = (): Promise<void> => Promise.resolve();

const DELETES: Approval = {
  id: "deletes",
  turn_id: "turn",
  tool_name: "delete_task",
  status: "pending",
  arguments: { task_id: "gallery-1" },
  expires_at: "2100-01-01T00:00:00Z",
  preview: { summary: "Delete “Buy milk”?", details: [], count: 1, tasks: TASKS.slice(0, 1) },
};
const MOVES: Approval = {
  ...DELETES,
  id: "moves",
  tool_name: "change_tasks",
  arguments: { due_date: "2100-02-03", action: "update" },
  preview: {
    summary: "Move 4 tasks to another day?",
    details: ["Due on 2100-02-03", "The one that repeats moves once."],
    count: 4,
    tasks: TASKS.slice(0, 4),
  },
};
const MANY: Approval = {
  ...DELETES,
  preview: { summary: LONG, details: [LONG], count: 40, tasks: TASKS.slice(4) },
};

const question = (name: string, approval: Approval, busy = false): State => ({
  name,
  Show: () => (
    <div className="max-w-96">
      <ApprovalQuestion approval={approval} busy={busy} onDecide={nothing} />
    </div>
  ),
});

const card = (part: ToolPart) => () => (
  <ApprovalCard part={part} approvalId="lost" busy={false} onDecide={nothing} />
);

export const states: readonly State[] = [
  question("deletes one", DELETES),
  question("while it is decided", DELETES, true),
  question("several, each can be left out", MOVES),
  question("long words, and more than is shown", MANY),
  ...(["approved", "denied", "expired"] as const).map((status) =>
    question(status, { ...DELETES, status }),
  ),
  {
    name: "cannot be fetched",
    seeds: [failed([...keys.approvals, "lost"], REFUSED)],
    Show: card(aCall("delete_task", { state: "approval-requested", approval_id: "lost" })),
  },
  {
    name: "of the cache",
    seeds: [known<Approval>([...keys.approvals, "lost"], MOVES)],
    Show: card(aCall("change_tasks", { state: "approval-requested", approval_id: "lost" })),
  },
  {
    name: "kept as it was",
    Show: card(aCall("delete_task", { state: "output-denied", approval_id: "lost" })),
  },
];
