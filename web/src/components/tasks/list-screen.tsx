"use client";

import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";

import { LayoutChoice } from "@/components/tasks/layout-choice";
import { QuickAdd } from "@/components/tasks/quick-add";
import { SortMenu } from "@/components/tasks/sort-menu";
import { TaskList } from "@/components/tasks/task-list";
import { late } from "@/components/ui/late";
import { Segments } from "@/components/ui/segments";
import { useLayout } from "@/lib/use-layout";
import { queryOf, type Sort, type View } from "@/lib/views";

const ColumnsLayout = late(() =>
  import("@/components/tasks/columns-layout").then((module) => module.ColumnsLayout),
);

const STATES = ["open", "done"] as const;

interface ListScreenProps {
  view: View;
  /** Below the title. */
  children?: ReactNode;
}

/** One list: its name, what adds to it, and its tasks. */
export function ListScreen({ view, children }: ListScreenProps) {
  const t = useTranslations();
  const states = STATES.map((id) => ({ id, label: t(`states.${id}`) }));
  const [state, setState] = useState<"open" | "done">("open");
  const [layout, setLayout] = useLayout(view);
  const [sort, setSort] = useState<Sort>(view.sort);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h1 className="min-w-0 text-xl font-semibold tracking-tight wrap-anywhere">{view.title}</h1>
        <div className="flex items-center gap-1 print:hidden">
          <Segments label={t("tasks.show")} options={states} chosen={state} onChange={setState} />
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
        <div className="mb-2 print:hidden">
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
