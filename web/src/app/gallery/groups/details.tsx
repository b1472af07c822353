"use client";

import { aTask, hoursAgo, HOME, inDays, LONG, PROJECTS, REFUSED } from "../data";
import { failed, onePage, parts, projects, task } from "../seeds";
import type { State } from "../states";

import { HistoryList } from "@/components/detail/history-list";
import { TaskDetails } from "@/components/detail/task-details";
import type { Change, Task } from "@/lib/api-client";
import { keys } from "@/lib/query-keys";

const PARENT = aTask("Throw a party");
const FULL = aTask("Bake a cake", {
  parent_id: PARENT.id,
  notes: "Two layers:\n\n- **chocolate**\n- cherries\n\nSee <https://example.org>.",
  due_date: inDays(-1),
  due_time: "09:30:00",
  start_date: inDays(-4),
  priority: "high",
  tags: ["kitchen", "party"],
  recurrence: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
  recurs_from: "due",
  estimate_minutes: 95,
  reminders: [15, 1440],
});
const MANY = aTask(LONG, { project_id: HOME.id, notes: LONG });

const change = (id: string, facts: Partial<Change>): Change => ({
  id,
  action: "update",
  actor: "web",
  before: null,
  after: FULL,
  created_at: hoursAgo(3),
  task_id: FULL.id,
  title: FULL.title,
  undone_at: null,
  ...facts,
});

const HISTORY: Change[] = [
  change("c3", { actor: "assistant", before: { ...FULL, title: "Buy a cake" } }),
  change("c2", { actor: "mcp", before: { ...FULL, priority: "low" }, undone_at: hoursAgo(1) }),
  change("c1", { action: "create", created_at: hoursAgo(50) }),
];
const historyKey = [...keys.changes, 200];

const details = (name: string, shown: Task): State => ({
  name,
  seeds: [
    projects(PROJECTS),
    task(PARENT),
    parts(MANY.id, [
      aTask("Ask the neighbours", { parent_id: MANY.id, state: "done" }),
      aTask(LONG, { parent_id: MANY.id }),
    ]),
  ],
  Show: () => <TaskDetails task={shown} />,
});

const History = () => <HistoryList taskId={FULL.id} />;

export const states: readonly State[] = [
  details("nothing but a title", aTask("Buy milk")),
  details("a part with all there is", FULL),
  details("long words, and parts", MANY),
  details("done", aTask("Return the books", { state: "done", completed_at: hoursAgo(1) })),
  details("in the trash", aTask("Old plans", { deleted_at: hoursAgo(4) })),
  details("archived", aTask("Old plans", { archived_at: hoursAgo(4) })),
  { name: "history", Show: History, seeds: [onePage(historyKey, HISTORY)] },
  { name: "history, failed", Show: History, seeds: [failed(historyKey, REFUSED)] },
];
