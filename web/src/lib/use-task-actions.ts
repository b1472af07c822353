"use client";

import { useMutation } from "@tanstack/react-query";
import { useMemo } from "react";

import type { BulkChange, BulkResult, Task, TaskCreate, TaskMove, TaskUpdate } from "./api-client";
import { useAskAboutConflict } from "./conflict-context";
import { contested, currentOf, type Conflict } from "./conflicts";
import { sentence } from "./problem";
import {
  actOnTask,
  changeTasks,
  createTask,
  deleteTask,
  duplicateTask,
  moveTask,
  updateTask,
  type TaskVerb,
} from "./tasks-api";
import { useToast } from "./toasts";
import { useChangeTasks } from "./use-change-tasks";
import { useRefreshTasks } from "./use-refresh";
import { useUndo, useUndoChange, type Fits } from "./use-undo";

interface NewTask {
  task: TaskCreate;
  key: string;
}

const VERBS: Record<TaskVerb, string> = {
  complete: "Done",
  reopen: "Open again",
  archive: "Archived",
  unarchive: "Out of the archive",
  restore: "Restored",
};

/** All ways to change tasks: shown at once, told with an undo, rolled back with the reason. */
export function useTaskActions() {
  const change = useChangeTasks();
  const create = useCreateTask();
  const undo = useUndoChange();
  const edit = useEdit();
  return {
    create,
    undo,
    edit,
    act: (task: Task, verb: TaskVerb) => {
      change({
        pending: isTick(verb)
          ? { kind: "done", ids: [task.id], done: verb === "complete" }
          : { kind: "remove", ids: [task.id] },
        run: () => actOnTask(task.id, verb),
        says: `${VERBS[verb]}: “${task.title}”.`,
        fits: madeVersion,
      });
    },
    remove: (task: Task) => {
      change({
        pending: { kind: "remove", ids: [task.id] },
        run: () => deleteTask(task.id),
        says: `Deleted “${task.title}”.`,
        fits: () => (one) => one.task_id === task.id && one.action === "delete",
      });
    },
    move: (task: Task, where: TaskMove) => {
      const { after, ...changes } = where;
      change({
        pending: { kind: "move", ids: [task.id], after, changes },
        run: () => moveTask(task.id, where),
        says: `Moved “${task.title}”.`,
        fits: madeVersion,
      });
    },
    duplicate: (task: Task) => {
      const key = crypto.randomUUID();
      change({
        run: () => duplicateTask(task.id, key),
        says: `Copied “${task.title}”.`,
        fits: (copy) => (one) => one.task_id === copy.id && one.action === "create",
      });
    },
  };
}

/** Changes many tasks in one go; one undo takes all of it back. */
export function useBulkActions() {
  const change = useChangeTasks();
  return (ids: string[], body: Omit<BulkChange, "ids">, says: (changed: number) => string) => {
    const { action, change: changes } = body;
    change<BulkResult>({
      pending:
        action === "update"
          ? { kind: "edit", ids, changes: changes ?? {} }
          : isTick(action)
            ? { kind: "done", ids, done: action === "complete" }
            : { kind: "remove", ids },
      run: () => changeTasks({ ...body, ids }),
      says: says(ids.length),
      fits: (result) => (one) => result.batch_id !== null && one.batch_id === result.batch_id,
    });
  };
}

/** Adds a task; the form shows what went wrong, next to what was typed. */
function useCreateTask() {
  const refresh = useRefreshTasks();
  const undo = useUndo();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ task, key }: NewTask) => createTask(task, key),
    onSuccess: (made) => {
      const run = () => {
        undo((one) => one.task_id === made.id && one.action === "create");
      };
      toast({ text: `Added “${made.title}”.`, action: { label: "Undo", run } });
    },
    // Not waited for: the form is free for the next task before the lists show this one.
    onSettled: () => {
      void refresh();
    },
  });
}

/** Changes fields of a task as it was read; what somebody else changed meanwhile is not lost. */
function useEdit() {
  const change = useChangeTasks();
  const ask = useAskAboutConflict();
  return useMemo(
    () => (task: Task, changes: TaskUpdate, says?: string) => {
      change({
        pending: { kind: "edit", ids: [task.id], changes, task },
        run: () => updateJoining(task, changes),
        says: says ?? `Changed “${changes.title ?? task.title}”.`,
        fits: madeVersion,
        failed: (error) => {
          if (error instanceof ConflictError) ask(error.conflict);
          return error instanceof ConflictError;
        },
      });
    },
    [change, ask],
  );
}

/** A change that somebody has to decide about. */
class ConflictError extends Error {
  constructor(readonly conflict: Conflict) {
    super(sentence(null));
    this.name = "ConflictError";
  }
}

/** Changes a task; when it changed meanwhile, but elsewhere, both changes hold. */
async function updateJoining(task: Task, changes: TaskUpdate): Promise<Task> {
  try {
    return await updateTask(task, changes);
  } catch (error) {
    const current = currentOf(error);
    if (!current) throw error;
    const fields = contested(task, current, changes);
    if (fields.length > 0) throw new ConflictError({ current, changes, fields });
    return updateJoining(current, changes);
  }
}

const madeVersion =
  (made: Task): Fits =>
  (one) =>
    one.task_id === made.id && one.after?.version === made.version;

function isTick(action: string): boolean {
  return action === "complete" || action === "reopen";
}
