"use client";

import { aTask, DONE, inDays, LONG, PROJECTS, WORK } from "../data";
import { projects } from "../seeds";
import type { State } from "../states";

import { TaskRow } from "@/components/tasks/task-row";
import type { Task } from "@/lib/api-client";

type Look = Partial<Parameters<typeof TaskRow>[0]>;

const nothing = (): void => undefined;

/** One row in a state of its own. */
function row(name: string, task: Task, look: Look = {}): State {
  return {
    name,
    seeds: [projects(PROJECTS)],
    Show: () => (
      <TaskRow
        task={task}
        depth={0}
        unfolded={false}
        open={false}
        selected={false}
        selecting={false}
        mixed={false}
        onFold={undefined}
        onOpen={nothing}
        onSelect={nothing}
        {...look}
      />
    ),
  };
}

const PARENT = aTask("Throw a party", { subtasks: { open: 2, done: 1, estimate_minutes: 0 } });

export const states: readonly State[] = [
  row("plain", aTask("Buy milk")),
  row("overdue", aTask("Send the invoice", { due_date: inDays(-3), priority: "high" })),
  row("due today at a time", aTask("Call", { due_date: inDays(0), due_time: "15:30:00" })),
  row("repeats", aTask("Water the plants", { due_date: inDays(1), recurrence: "FREQ=DAILY" })),
  row("in a project", aTask("Plan the quarter", { project_id: WORK.id }), { mixed: true }),
  row("tags and notes", aTask("Paint", { tags: ["home", "loud"], notes: "Two **coats**" })),
  row("long words", aTask(LONG, { tags: [LONG.slice(0, 40).replaceAll(" ", "-")] })),
  row("done", DONE[0] ?? PARENT),
  row("open beside the list", aTask("Read the contract"), { open: true }),
  row("selected", aTask("Answer Ada"), { selected: true, selecting: true }),
  row("with parts, folded", PARENT, { onFold: nothing }),
  row("with parts, unfolded", PARENT, { onFold: nothing, unfolded: true }),
  row("a part", aTask("Bake a cake"), { onFold: nothing, depth: 1 }),
];
