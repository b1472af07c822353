"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";

import { ListFailure } from "@/components/tasks/list-failure";
import { TaskCard } from "@/components/tasks/task-card";
import { Button } from "@/components/ui/button";
import type { Column } from "@/lib/columns";
import { useDropTarget } from "@/lib/dragging";
import { useColumn } from "@/lib/use-tasks";

/** One column of a board or of a week; what is dropped on it becomes what the column stands for. */
export function ColumnView({ column }: { column: Column }) {
  const t = useTranslations();
  const { pages, tasks } = useColumn(column.filter, column.keeps);
  const { name, changes, current, title } = column;
  const { node, isOver } = useDropTarget(`column ${column.key}`, { name, changes });
  const id = useId();
  return (
    <section
      ref={node}
      aria-labelledby={id}
      className={`flex min-h-16 flex-1 flex-col rounded-xl p-2 md:min-h-40 md:min-w-36 ${
        isOver ? "bg-brand-soft" : "bg-line/30"
      }`}
    >
      <h2
        id={id}
        className={`px-1 pb-2 text-sm font-semibold ${current ? "text-brand" : ""}`}
        aria-current={current ? "date" : undefined}
      >
        {title}
      </h2>
      {pages.isError && <ListFailure error={pages.error} onRetry={() => void pages.refetch()} />}
      <ul aria-label={title} className="grid content-start gap-2">
        {tasks.map((task) => (
          <TaskCard key={task.id} task={task} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button
          look="quiet"
          className="mt-2"
          disabled={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t("do.showMore")}
        </Button>
      )}
    </section>
  );
}
