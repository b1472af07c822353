"use client";

import { useState } from "react";

import { TaskEditor } from "@/components/tasks/task-editor";
import { TaskRow } from "@/components/tasks/task-row";
import { Button } from "@/components/ui/button";
import type { Task, TaskFilter } from "@/lib/api-client";
import { sentence } from "@/lib/problem";
import { useTasks } from "@/lib/use-tasks";

interface TaskListProps {
  filter: TaskFilter;
  /** Whether the person asked for some tasks only: an empty list then says so. */
  filtered: boolean;
}

/** The tasks of a filter; one of them can be open for editing. */
export function TaskList({ filter, filtered }: TaskListProps) {
  const tasks = useTasks(filter);
  const [edited, setEdited] = useState<Task | null>(null);
  if (tasks.isPending) return <p className="text-faint py-8 text-center">Loading…</p>;
  if (tasks.isError) {
    return (
      <div role="alert" className="py-8 text-center">
        <p className="mb-3">{sentence(tasks.error)}</p>
        <Button onClick={() => void tasks.refetch()}>Try again</Button>
      </div>
    );
  }
  if (tasks.data.length === 0) return <EmptyList filtered={filtered} />;
  return (
    <>
      <ul
        aria-label="Tasks"
        className="bg-card border-line divide-line divide-y rounded-2xl border"
      >
        {tasks.data.map((task) => (
          <TaskRow
            key={task.id}
            task={task}
            onEdit={() => {
              setEdited(task);
            }}
          />
        ))}
      </ul>
      {edited && (
        <TaskEditor
          task={edited}
          onClose={() => {
            setEdited(null);
          }}
        />
      )}
    </>
  );
}

function EmptyList({ filtered }: { filtered: boolean }) {
  return (
    <div className="border-line rounded-2xl border border-dashed px-6 py-10 text-center">
      <p className="font-medium">{filtered ? "Nothing here." : "Nothing to do."}</p>
      <p className="text-faint mt-1 text-sm">
        {filtered
          ? "No task fits what is chosen above."
          : "Add a task above, or tell the assistant: “call mum on sunday”."}
      </p>
    </div>
  );
}
