"use client";

import { ListFailure } from "@/components/tasks/list-failure";
import { TaskFacts } from "@/components/tasks/task-facts";
import { Button } from "@/components/ui/button";
import { useShown, useTaskActions, useTaskPages } from "@/lib/use-tasks";

const SHELVES = {
  deleted: {
    title: "Trash",
    text: "What you delete stays here for 30 days.",
    empty: "The trash is empty.",
    back: "Restore",
    verb: "restore",
    query: { state: "deleted" },
  },
  archived: {
    title: "Archive",
    text: "Archived tasks are kept, but no list shows them.",
    empty: "Nothing is archived.",
    back: "Bring back",
    verb: "unarchive",
    query: { state: "archived", sort: "updated" },
  },
} as const;

const KEEPS = () => true;

/** Tasks that are out of sight; each can come back. */
export function ShelfScreen({ shelf }: { shelf: keyof typeof SHELVES }) {
  const { title, text, empty, back, verb, query } = SHELVES[shelf];
  const pages = useTaskPages(query);
  const { act } = useTaskActions();
  const tasks = useShown(
    pages.data?.pages.flatMap((page) => page.items),
    KEEPS,
  );
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <p className="text-faint mt-1 mb-4 text-sm">{text}</p>
      {pages.isPending && <p className="text-faint py-8 text-center">Loading…</p>}
      {pages.isError && <ListFailure error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && tasks.length === 0 && <p className="py-8 text-center">{empty}</p>}
      <ul aria-label={title} className="divide-line divide-y">
        {tasks.map((task) => (
          <li key={task.id} className="flex items-center gap-3 py-2">
            <span className="min-w-0 flex-1">
              <span className="block wrap-anywhere">{task.title}</span>
              <TaskFacts task={task} />
            </span>
            <Button
              aria-label={`${back} “${task.title}”`}
              onClick={() => {
                act(task, verb);
              }}
            >
              {back}
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
          Show more
        </Button>
      )}
    </>
  );
}
