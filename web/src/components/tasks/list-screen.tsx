"use client";

import { useState, type ReactNode } from "react";

import { ColumnsLayout } from "@/components/tasks/columns-layout";
import { LayoutChoice } from "@/components/tasks/layout-choice";
import { QuickAdd } from "@/components/tasks/quick-add";
import { SortMenu } from "@/components/tasks/sort-menu";
import { TaskList } from "@/components/tasks/task-list";
import { useLayout } from "@/lib/use-layout";
import { queryOf, type Sort, type View } from "@/lib/views";

const STATES = [
  { id: "open", label: "Open" },
  { id: "done", label: "Done" },
] as const;

interface ListScreenProps {
  view: View;
  /** Below the title. */
  children?: ReactNode;
}

/** One list: its name, what adds to it, and its tasks. */
export function ListScreen({ view, children }: ListScreenProps) {
  const [state, setState] = useState<"open" | "done">("open");
  const [layout, setLayout] = useLayout(view);
  const [sort, setSort] = useState<Sort>(view.sort);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h1 className="min-w-0 text-xl font-semibold tracking-tight wrap-anywhere">{view.title}</h1>
        <div className="flex items-center gap-1">
          <div
            role="group"
            aria-label="Show"
            className="bg-card border-line flex rounded-lg border p-0.5"
          >
            {STATES.map(({ id, label }) => (
              <button
                key={id}
                type="button"
                aria-pressed={state === id}
                className="text-faint aria-pressed:bg-brand-soft aria-pressed:text-ink min-h-7 rounded-md px-2.5 text-sm aria-pressed:font-medium"
                onClick={() => {
                  setState(id);
                }}
              >
                {label}
              </button>
            ))}
          </div>
          {state === "open" && (
            <LayoutChoice layouts={view.layouts} layout={layout} onChange={setLayout} />
          )}
          {state === "open" && layout === "list" && view.grouping === "none" && (
            <SortMenu sort={sort} onChange={setSort} />
          )}
        </div>
      </div>
      {children}
      {state === "open" && (
        <div className="mb-2">
          <QuickAdd fresh={view.fresh} />
        </div>
      )}
      {state === "open" && layout !== "list" ? (
        <ColumnsLayout view={view} layout={layout} />
      ) : (
        <TaskList key={`${state} ${sort}`} view={view} query={queryOf(view, state, sort)} />
      )}
    </>
  );
}
