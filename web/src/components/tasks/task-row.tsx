"use client";

import { Check, Flag, Pencil, Trash2 } from "lucide-react";

import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { Priority, Task } from "@/lib/api-client";
import { dueText } from "@/lib/dates";
import { sentence } from "@/lib/problem";
import { useTaskActions } from "@/lib/use-tasks";

interface TaskRowProps {
  task: Task;
  onEdit: () => void;
}

const PRIORITY_NAMES: Record<Priority, string> = {
  none: "",
  low: "Low",
  medium: "Medium",
  high: "High",
};
const FLAGS: Record<Priority, string | null> = {
  none: null,
  low: "text-faint",
  medium: "text-brand",
  high: "text-late",
};

/** One task: tick it off, open it, delete it. */
export function TaskRow({ task, onEdit }: TaskRowProps) {
  const done = task.state === "done";
  return (
    <li className="group flex items-start gap-3 px-3 py-2.5">
      <Tick task={task} />
      <button type="button" className="min-w-0 flex-1 rounded text-left" onClick={onEdit}>
        <span className={`block wrap-anywhere ${done ? "text-faint line-through" : ""}`}>
          {task.title}
        </span>
        <TaskFacts task={task} />
      </button>
      <div className="flex opacity-100 transition md:opacity-0 md:group-focus-within:opacity-100 md:group-hover:opacity-100">
        <Button look="quiet" aria-label={`Edit “${task.title}”`} onClick={onEdit}>
          <Pencil className="size-4" aria-hidden="true" />
        </Button>
        <Delete task={task} />
      </div>
    </li>
  );
}

function Tick({ task }: { task: Task }) {
  const { complete } = useTaskActions();
  const toast = useToast();
  const saved = task.state === "done";
  // Shown at once; the server's answer settles it.
  const done = complete.isPending ? complete.variables.done : saved;
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={done}
      aria-label={`Done: ${task.title}`}
      className="border-faint aria-checked:border-done aria-checked:bg-done text-card mt-0.5 grid size-5 shrink-0 place-items-center rounded-full border-2 transition"
      onClick={() => {
        complete.mutate(
          { task, done: !saved },
          {
            onError: (error) => {
              toast({ text: sentence(error) });
            },
          },
        );
      }}
    >
      {done && <Check className="size-3.5" strokeWidth={3.5} aria-hidden="true" />}
    </button>
  );
}

/** Due date, priority and tags, when there are any. */
export function TaskFacts({ task }: { task: Task }) {
  const due = dueText(task);
  const flag = FLAGS[task.priority];
  if (!due && !flag && task.tags.length === 0 && !task.notes) return null;
  return (
    <span className="text-faint flex flex-wrap items-center gap-x-2.5 text-sm">
      {due && <span className={due.late ? "text-late font-medium" : ""}>{due.text}</span>}
      {flag && (
        <span className={`inline-flex items-center gap-1 ${flag}`}>
          <Flag className="size-3.5" aria-hidden="true" />
          {PRIORITY_NAMES[task.priority]}
        </span>
      )}
      {task.tags.map((tag) => (
        <span key={tag}>#{tag}</span>
      ))}
      {task.notes && <span className="max-w-full truncate">{task.notes}</span>}
    </span>
  );
}

function Delete({ task }: { task: Task }) {
  const { remove, undo } = useTaskActions();
  const toast = useToast();
  const offerUndo = (changeId: string | undefined) => {
    const run = () => {
      if (changeId) undo.mutate(changeId);
    };
    toast({
      text: `Deleted “${task.title}”.`,
      ...(changeId && { action: { label: "Undo", run } }),
    });
  };
  return (
    <Button
      look="quiet"
      aria-label={`Delete “${task.title}”`}
      onClick={() => {
        // Awaited here and not in callbacks: the row is gone before they would be called.
        remove.mutateAsync(task).then(
          (change) => {
            offerUndo(change?.id);
          },
          (error: unknown) => {
            toast({ text: sentence(error) });
          },
        );
      }}
    >
      <Trash2 className="size-4" aria-hidden="true" />
    </Button>
  );
}
