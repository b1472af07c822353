"use client";

import { useTranslations } from "next-intl";

import { ListFailure } from "@/components/tasks/list-failure";
import { TaskFacts } from "@/components/tasks/task-facts";
import { Button } from "@/components/ui/button";
import { useShown, useTaskActions, useTaskPages } from "@/lib/use-tasks";

const SHELVES = {
  deleted: {
    title: "lists.trash",
    about: "tasks.trashText",
    empty: "tasks.trashEmpty",
    back: "tasks.restore",
    backTask: "tasks.restoreTask",
    verb: "restore",
    query: { state: "deleted" },
  },
  archived: {
    title: "lists.archive",
    about: "tasks.archiveText",
    empty: "tasks.archiveEmpty",
    back: "do.bringBack",
    backTask: "tasks.bringTaskBack",
    verb: "unarchive",
    query: { state: "archived", sort: "updated" },
  },
} as const;

const KEEPS = () => true;

/** Tasks that are out of sight; each can come back. */
export function ShelfScreen({ shelf }: { shelf: keyof typeof SHELVES }) {
  const t = useTranslations();
  const { title, about, empty, back, backTask, verb, query } = SHELVES[shelf];
  const pages = useTaskPages(query);
  const { act } = useTaskActions();
  const tasks = useShown(
    pages.data?.pages.flatMap((page) => page.items),
    KEEPS,
  );
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{t(title)}</h1>
      <p className="text-faint mt-1 mb-4 text-sm">{t(about)}</p>
      {pages.isPending && <p className="text-faint py-8 text-center">{t("app.loadingNow")}</p>}
      {pages.isError && <ListFailure error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && tasks.length === 0 && <p className="py-8 text-center">{t(empty)}</p>}
      <ul aria-label={t(title)} className="divide-line divide-y">
        {tasks.map((task) => (
          <li key={task.id} className="flex items-center gap-3 py-2">
            <span className="min-w-0 flex-1">
              <span className="block wrap-anywhere">{task.title}</span>
              <TaskFacts task={task} />
            </span>
            <Button
              aria-label={t(backTask, { title: task.title })}
              onClick={() => {
                act(task, verb);
              }}
            >
              {t(back)}
            </Button>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button
          className="mx-auto mt-4 flex"
          disabled={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t("do.showMore")}
        </Button>
      )}
    </>
  );
}
