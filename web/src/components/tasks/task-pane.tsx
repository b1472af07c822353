"use client";

import { useState } from "react";

import { FilterBar } from "@/components/tasks/filter-bar";
import { QuickAdd } from "@/components/tasks/quick-add";
import { TaskList } from "@/components/tasks/task-list";
import { DEFAULT_VIEW, isNarrowed, toFilter, type View } from "@/lib/views";

/** The task side of the app: add, filter, list. */
export function TaskPane() {
  const [view, setView] = useState<View>(DEFAULT_VIEW);
  return (
    <div className="grid grid-cols-1 gap-4 pt-1">
      <h1 className="sr-only">Your tasks</h1>
      <QuickAdd />
      <FilterBar view={view} onChange={setView} />
      <TaskList filter={toFilter(view)} filtered={isNarrowed(view)} />
    </div>
  );
}
