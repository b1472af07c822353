"use client";

import { useMemo, useState } from "react";

import { BulkBar } from "@/components/tasks/bulk-bar";
import { EmptyList } from "@/components/tasks/empty-list";
import { ListFailure } from "@/components/tasks/list-failure";
import { VirtualRows } from "@/components/tasks/virtual-rows";
import type { Task, TaskFilter } from "@/lib/api-client";
import { rowsOf, type Row } from "@/lib/task-rows";
import { useOpenTask } from "@/lib/use-open-task";
import { useSelection } from "@/lib/use-selection";
import { useParts, useShown, useTaskPages } from "@/lib/use-tasks";
import type { View } from "@/lib/views";

interface TaskListProps {
  view: View;
  /** What the server is asked for, in the state and order that were chosen. */
  query: TaskFilter;
}

const NEVER_LEAVES = () => true;

/** The tasks of a view, page by page; some can be chosen and changed together. */
export function TaskList({ view, query }: TaskListProps) {
  const pages = useTaskPages(query);
  const { openId, open } = useOpenTask();
  const [unfolded, setUnfolded] = useState<readonly string[]>([]);
  const done = query.state === "done";
  const loaded = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const tasks = useShown(loaded, done ? NEVER_LEAVES : view.keeps);
  const parts = useParts(unfolded);
  const grouping = done ? "none" : view.grouping;
  const rows = useMemo(() => rowsOf(tasks, grouping, parts), [tasks, grouping, parts]);
  const ids = useMemo(() => idsOf(rows), [rows]);
  const selection = useSelection(ids);

  if (pages.isPending) return <p className="text-faint py-8 text-center">Loading…</p>;
  if (pages.isError && !loaded) {
    return <ListFailure error={pages.error} onRetry={() => void pages.refetch()} />;
  }
  if (rows.length === 0 && !pages.hasNextPage) return <EmptyList view={view} done={done} />;
  return (
    <>
      <VirtualRows
        rows={rows}
        openId={openId}
        selection={selection}
        mixed={!view.filter.project}
        sortable={query.sort === "manual"}
        onOpen={open}
        onFold={
          view.nests
            ? (task: Task) => {
                setUnfolded(toggled(unfolded, task.id));
              }
            : undefined
        }
        onEnd={() => {
          if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
        }}
      />
      {pages.isFetchingNextPage && <p className="text-faint py-3 text-center text-sm">Loading…</p>}
      {selection.ids.size > 0 && <BulkBar selection={selection} done={done} />}
    </>
  );
}

function idsOf(rows: readonly Row[]): string[] {
  return rows.flatMap((row) => (row.kind === "task" ? [row.task.id] : []));
}

function toggled(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
}
