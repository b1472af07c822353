"use client";

import { useEffect, useRef, type RefObject } from "react";

import type { Task } from "./api-client";
import type { Row } from "./task-rows";
import type { Selection } from "./use-selection";
import { useShortcuts } from "./use-shortcuts";
import { useTaskActions } from "./use-tasks";

interface RowKeys {
  list: RefObject<HTMLElement | null>;
  rows: readonly Row[];
  selection: Selection;
  /** Brings a row into the page that is not in it. */
  scrollTo: ((index: number) => void) | undefined;
  openId: string | null;
  onOpen: (id: string) => void;
}

/** The keys of a list: they move from row to row, and act on the row that has the focus. */
export function useRowKeys({ list, rows, selection, scrollTo, openId, onOpen }: RowKeys): void {
  const { act, remove } = useTaskActions();
  const focus = (index: number) => {
    const row = rows[index];
    if (row?.kind !== "task") return;
    scrollTo?.(index);
    // A row that was out of sight is in the page after the next frame.
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLElement>(`[data-task="${row.task.id}"] [data-open]`)?.focus();
    });
  };
  // Beside the list one acts on the task that is open there.
  const current = () => indexOf(rows, focusedTask() ?? openId);
  const step = (direction: 1 | -1) => {
    const from = current();
    focus(nextTask(rows, from < 0 && direction < 0 ? rows.length : from, direction));
  };
  const onFocused = (run: (task: Task) => void) => () => {
    const row = rows[current()];
    if (row?.kind !== "task") return false;
    run(row.task);
    return true;
  };
  const deleteFocused = onFocused(remove);
  useShortcuts({
    j: () => {
      step(1);
    },
    k: () => {
      step(-1);
    },
    e: onFocused((task) => {
      onOpen(task.id);
    }),
    x: onFocused((task) => {
      selection.toggle(task.id);
    }),
    c: onFocused((task) => {
      act(task, task.state === "done" ? "reopen" : "complete");
    }),
    "#": deleteFocused,
    Delete: deleteFocused,
    Escape: () => {
      if (selection.ids.size === 0) return false;
      selection.clear();
      return true;
    },
  });
  useKeptFocus(list, rows, focus);
}

/** When the row with the focus goes away, the one that takes its place gets it. */
function useKeptFocus(
  list: RefObject<HTMLElement | null>,
  rows: readonly Row[],
  focus: (index: number) => void,
): void {
  const last = useRef<{ id: string; index: number } | null>(null);
  useEffect(() => {
    const id = focusedTask();
    if (id && list.current?.contains(document.activeElement)) {
      last.current = { id, index: indexOf(rows, id) };
    } else if (last.current && document.activeElement === document.body) {
      const { id: gone, index } = last.current;
      last.current = null;
      if (indexOf(rows, gone) < 0) focus(nextTask(rows, Math.min(index, rows.length) - 1, 1));
    }
  });
  useEffect(() => {
    const onFocusIn = () => {
      const id = focusedTask();
      last.current = id ? { id, index: indexOf(rows, id) } : null;
    };
    document.addEventListener("focusin", onFocusIn);
    return () => {
      document.removeEventListener("focusin", onFocusIn);
    };
  }, [rows]);
}

function focusedTask(): string | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-task]")?.dataset.task;
}

function indexOf(rows: readonly Row[], id: string | null | undefined): number {
  return rows.findIndex((row) => row.kind === "task" && row.task.id === id);
}

/** The next row in a direction that is a task; where there is none, the row itself. */
function nextTask(rows: readonly Row[], from: number, direction: 1 | -1): number {
  let index = from + direction;
  while (rows[index]?.kind === "heading") index += direction;
  return rows[index] ? index : from;
}
