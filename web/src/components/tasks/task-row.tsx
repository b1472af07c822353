"use client";

import { ChevronRight, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MouseEvent, ReactNode } from "react";

import { WaitingMark } from "@/components/offline/waiting-mark";
import { ProjectName } from "@/components/tasks/project-name";
import { TaskFacts } from "@/components/tasks/task-facts";
import { TaskMenu } from "@/components/tasks/task-menu";
import { Tick } from "@/components/tasks/tick";
import { Button } from "@/components/ui/button";
import type { Task } from "@/lib/api-client";
import { useTaskActions } from "@/lib/use-tasks";

export { TaskFacts } from "@/components/tasks/task-facts";

interface TaskRowProps {
  task: Task;
  /** How deep it hangs below another task of the list. */
  depth: number;
  unfolded: boolean;
  /** Whether it is open beside the list. */
  open: boolean;
  selected: boolean;
  /** Whether any task of the list is selected. */
  selecting: boolean;
  /** Whether the list shows tasks of several projects. */
  mixed: boolean;
  /** What the row is dragged by. */
  handle?: ReactNode;
  /** Folds the parts out or in; without it they are not shown here. */
  onFold: (() => void) | undefined;
  onOpen: () => void;
  /** Selects it, or takes it out; with Shift all up to it. */
  onSelect: (range: boolean) => void;
}

/** One task: tick it off, open it, delete it. */
export function TaskRow(props: TaskRowProps) {
  const t = useTranslations();
  const { task, depth, open, selected, selecting, mixed, handle, onOpen, onSelect } = props;
  const done = task.state === "done";
  const click = (event: MouseEvent) => {
    const modified = event.metaKey || event.ctrlKey || event.shiftKey;
    // A finger has no Ctrl key: once something is selected, a tap selects.
    if (modified || (selecting && isTouched())) onSelect(event.shiftKey);
    else onOpen();
  };
  const look = selected
    ? "bg-brand-soft"
    : open
      ? "bg-card shadow-[inset_3px_0_0_var(--brand)]"
      : "hover:bg-card";
  return (
    <div
      className={`group border-line relative flex items-start gap-2 border-b py-2 pr-1 ${look}`}
      style={{ paddingLeft: `${0.25 + depth * 1.5}rem` }}
    >
      {handle}
      <Fold {...props} />
      <span className="mt-1">
        <Tick task={task} />
      </span>
      <button
        type="button"
        data-open=""
        aria-current={open ? "true" : undefined}
        className="min-w-0 flex-1 rounded text-left"
        onClick={click}
      >
        <span className="flex items-baseline gap-3">
          <span className={`min-w-0 flex-1 wrap-anywhere ${done ? "text-faint line-through" : ""}`}>
            {task.title}
          </span>
          <WaitingMark id={task.id} />
          {mixed && task.project_id && <ProjectName id={task.project_id} />}
        </span>
        <TaskFacts task={task} />
      </button>
      {selected && <span className="sr-only">{t("tasks.selected")}</span>}
      <RowActions task={task} onOpen={onOpen} onSelect={onSelect} />
    </div>
  );
}

function isTouched(): boolean {
  return window.matchMedia("(pointer: coarse)").matches;
}

function Fold({ task, unfolded, onFold }: TaskRowProps) {
  const t = useTranslations();
  const parts = task.subtasks ? task.subtasks.open + task.subtasks.done : 0;
  if (!onFold) return <span className="w-1 shrink-0" />;
  if (parts === 0) return <span className="w-5 shrink-0" />;
  return (
    <button
      type="button"
      aria-expanded={unfolded}
      aria-label={t("tasks.subtasksOf", { title: task.title })}
      className="text-faint hover:text-ink mt-0.5 grid size-5 shrink-0 place-items-center rounded"
      onClick={onFold}
    >
      <ChevronRight
        className={`size-4 transition-transform ${unfolded ? "rotate-90" : ""}`}
        aria-hidden="true"
      />
    </button>
  );
}

function RowActions({
  task,
  onOpen,
  onSelect,
}: Pick<TaskRowProps, "task" | "onOpen" | "onSelect">) {
  const t = useTranslations();
  const { remove } = useTaskActions();
  return (
    <span className="-my-1 flex shrink-0 focus-within:opacity-100 has-[[data-state=open]]:opacity-100 md:opacity-0 md:group-hover:opacity-100">
      <Button
        look="quiet"
        className="hidden! md:inline-flex!"
        aria-label={t("tasks.deleteTask", { title: task.title })}
        onClick={() => {
          remove(task);
        }}
      >
        <Trash2 className="size-4" aria-hidden="true" />
      </Button>
      <TaskMenu
        task={task}
        onOpen={onOpen}
        onSelect={() => {
          onSelect(false);
        }}
      />
    </span>
  );
}
