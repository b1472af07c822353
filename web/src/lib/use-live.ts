"use client";

import { useQueryClient, type InfiniteData, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import type { Change } from "./api-client";
import { followChanges, type LiveEvent } from "./live";
import { keys } from "./query-keys";
import type { TaskPage } from "./tasks-api";
import { refreshTasks } from "./use-refresh";

/** What comes within this time is fetched together: a bulk change is many events. */
const GATHER_MS = 120;
/** A page that nobody has looked at for this long lets its connection go. */
const HIDDEN_MS = 5 * 60_000;

/** Keeps the page as the account is: changes of other tabs, of the assistant and of programs show. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => followWhileSeen(client), [client]);
}

function followWhileSeen(client: QueryClient): () => void {
  const gather = gathering(() => void refreshTasks(client));
  let connection: AbortController | null = null;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    connection = new AbortController();
    void followChanges(connection.signal, (event) => {
      if (!isKnown(client, event)) gather.add();
    });
  };
  const leave = () => {
    connection?.abort();
    connection = null;
  };
  const onVisibility = () => {
    clearTimeout(leaving);
    if (document.hidden) {
      leaving = setTimeout(leave, HIDDEN_MS);
    } else if (!connection) {
      connect();
      gather.add();
    }
  };
  connect();
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    clearTimeout(leaving);
    gather.stop();
    leave();
  };
}

function gathering(run: () => void): { add: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const add = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      run();
    }, GATHER_MS);
  };
  return { add, stop };
}

/** Whether a change is on the page already, such as one that was made here. */
function isKnown(client: QueryClient, event: LiveEvent): boolean {
  return event.kind === "change" && newest(client, event.change) >= versionOf(event.change);
}

function versionOf({ after }: Change): number {
  return after?.version ?? Infinity;
}

/** The newest version of a change's task that any list shows. */
function newest(client: QueryClient, { task_id }: Change): number {
  const pages = client.getQueriesData<InfiniteData<TaskPage>>({ queryKey: keys.tasks });
  const shown = pages.flatMap(([, data]) =>
    // Searches and parts are kept in other shapes; they are fetched anew with the lists.
    data && "pages" in data ? data.pages.flatMap((page) => page.items) : [],
  );
  const versions = shown.filter((task) => task.id === task_id).map((task) => task.version);
  return Math.max(-1, ...versions);
}
