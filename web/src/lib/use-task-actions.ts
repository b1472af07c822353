"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";

import type { BulkChange, BulkResult, Task, TaskCreate, TaskMove, TaskUpdate } from "./api-client";
import { useAskAboutConflict } from "./conflict-context";
import { KeptWrite, sendOrKeep } from "./send-or-keep";
import {
  actOnTask,
  changeTasks,
  createTask,
  deleteTask,
  duplicateTask,
  moveTask,
  type TaskVerb,
} from "./tasks-api";
import { useToast } from "./toasts";
import { ConflictError, updateJoining } from "./update-joining";
import { useChangeTasks, useTellKept } from "./use-change-tasks";
import { useRefreshTasks } from "./use-refresh";
import { useUndo, useUndoChange, type Fits } from "./use-undo";
import type { Write } from "./writes";

interface NewTask {
  /** Says what to add, once that is known. */
  make: () => Promise<TaskCreate>;
  key: string;
}

/** All ways to change tasks: shown at once, told with an undo, rolled back with the reason. */
export function useTaskActions() {
  const t = useTranslations();
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
        write: { kind: "act", id: task.id, verb },
        title: task.title,
        run: () => actOnTask(task.id, verb),
        says: t(`acted.${verb}`, { title: task.title }),
        fits: madeVersion,
      });
    },
    remove: (task: Task) => {
      change({
        write: { kind: "delete", id: task.id },
        title: task.title,
        run: () => deleteTask(task.id),
        says: t("told.deleted", { title: task.title }),
        fits: () => (one) => one.task_id === task.id && one.action === "delete",
      });
    },
    move: (task: Task, where: TaskMove) => {
      change({
        write: { kind: "move", id: task.id, where },
        title: task.title,
        run: () => moveTask(task.id, where),
        says: t("told.moved", { title: task.title }),
        fits: madeVersion,
      });
    },
    duplicate: (task: Task) => {
      const key = crypto.randomUUID();
      change({
        run: () => duplicateTask(task.id, key),
        says: t("told.copied", { title: task.title }),
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
  const t = useTranslations();
  const refresh = useRefreshTasks();
  const undo = useUndo();
  const toast = useToast();
  const tellKept = useTellKept();
  return useMutation({
    mutationFn: async ({ make, key }: NewTask) => {
      const body = await make();
      const at = new Date().toISOString();
      const write: Write = { kind: "create", id: crypto.randomUUID(), key, body, at };
      return sendOrKeep(write, body.title, () => createTask(body, key));
    },
    onSuccess: (made) => {
      if (made instanceof KeptWrite) {
        tellKept(made, t("offline.added"));
        return;
      }
      const run = () => {
        undo((one) => one.task_id === made.id && one.action === "create");
      };
      toast({
        text: t("told.added", { title: made.title }),
        action: { label: t("do.undo"), run },
      });
    },
    // Not waited for: the form is free for the next task before the lists show this one.
    onSettled: () => {
      void refresh();
    },
  });
}

/** Changes fields of a task as it was read; what somebody else changed meanwhile is not lost. */
function useEdit() {
  const t = useTranslations();
  const change = useChangeTasks();
  const ask = useAskAboutConflict();
  return useMemo(
    () => (task: Task, changes: TaskUpdate, says?: string) => {
      change({
        write: { kind: "edit", task, changes },
        title: task.title,
        run: () => updateJoining(task, changes),
        says: says ?? t("told.changed", { title: changes.title ?? task.title }),
        fits: madeVersion,
        failed: (error) => {
          if (error instanceof ConflictError) ask(error.conflict);
          return error instanceof ConflictError;
        },
      });
    },
    [change, ask, t],
  );
}

const madeVersion =
  (made: Task): Fits =>
  (one) =>
    one.task_id === made.id && one.after?.version === made.version;

function isTick(action: string): boolean {
  return action === "complete" || action === "reopen";
}
