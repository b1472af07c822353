"use client";

import { useMemo, useState } from "react";

import { EmptyList } from "@/components/tasks/empty-list";
import { ListFailure } from "@/components/tasks/list-failure";
import { TaskRows } from "@/components/tasks/task-rows";
import { late } from "@/components/ui/late";
import type { Task, TaskFilter } from "@/lib/api-client";
import { rowsOf, type Row } from "@/lib/task-rows";
import { useOpenTask } from "@/lib/use-open-task";
import { useSelection } from "@/lib/use-selection";
import { useParts, useShown, useTaskPages } from "@/lib/use-tasks";
import type { View } from "@/lib/views";
import { useWords } from "@/lib/words";

const BulkBar = late(() => import("@/components/tasks/bulk-bar").then((module) => module.BulkBar));

interface TaskListProps {
  view: View;
  /** What the server is asked for, in the state and order that were chosen. */
  query: TaskFilter;
}

const NEVER_LEAVES = () => true;

/** The tasks of a view, page by page; some can be chosen and changed together. */
export function TaskList({ view, query }: TaskListProps) {
  const { t } = useWords();
  const pages = useTaskPages(query);
  const { openId, open } = useOpenTask();
  const done = query.state === "done";
  const loaded = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const { rows, fold } = useRows(view, loaded, done);
  const ids = useMemo(() => idsOf(rows), [rows]);
  const selection = useSelection(ids);

  if (pages.isPending) {
    return (
      <p className="text-faint py-8 text-center">
        {t(pages.isPaused ? "offline.neverOpened" : "app.loadingNow")}
      </p>
    );
  }
  if (pages.isError && !loaded) {
    return <ListFailure error={pages.error} onRetry={() => void pages.refetch()} />;
  }
  if (rows.length === 0 && !pages.hasNextPage) return <EmptyList view={view} done={done} />;
  return (
    <>
      <TaskRows
        rows={rows}
        openId={openId}
        selection={selection}
        mixed={!view.filter.project}
        sortable={query.sort === "manual"}
        onOpen={open}
        onFold={view.nests ? fold : undefined}
        onEnd={() => {
          if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
        }}
      />
      {pages.isFetchingNextPage && (
        <p className="text-faint py-3 text-center text-sm">{t("app.loadingNow")}</p>
      )}
      {selection.ids.size > 0 && <BulkBar selection={selection} done={done} />}
    </>
  );
}

/** What the list shows, row by row; `fold` takes the parts of a task in or out. */
function useRows(view: View, loaded: readonly Task[] | undefined, done: boolean) {
  const words = useWords();
  const [unfolded, setUnfolded] = useState<readonly string[]>([]);
  const tasks = useShown(loaded, done ? NEVER_LEAVES : view.keeps, !done);
  const parts = useParts(unfolded);
  const grouping = done ? "none" : view.grouping;
  const rows = useMemo(
    () => rowsOf(words, tasks, grouping, parts),
    [words, tasks, grouping, parts],
  );
  const fold = (task: Task) => {
    setUnfolded(toggled(unfolded, task.id));
  };
  return { rows, fold };
}

function idsOf(rows: readonly Row[]): string[] {
  return rows.flatMap((row) => (row.kind === "task" ? [row.task.id] : []));
}

function toggled(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
}
