"use client";

import { useInfiniteQuery } from "@tanstack/react-query";

import { fetchChanges } from "./changes-api";
import { keys } from "./query-keys";

const PAGE = 200;

/** The changes of one task, found in the history of all; older ones page by page. */
export function useHistory(taskId: string) {
  return useInfiniteQuery({
    queryKey: [...keys.changes, PAGE],
    queryFn: ({ pageParam }) => fetchChanges(PAGE, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    select: ({ pages }) =>
      pages.flatMap((page) => page.items).filter((change) => change.task_id === taskId),
  });
}
