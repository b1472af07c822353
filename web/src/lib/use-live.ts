"use client";

import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { knownVersion } from "./known-tasks";
import { followChanges, type LiveEvent, type Place } from "./live";
import { keys } from "./query-keys";
import { refreshTasks } from "./use-refresh";

/** What comes within this time is fetched together: a bulk change is many events. */
const GATHER_MS = 120;
/** A page that nobody has looked at for this long lets its connection go. */
const HIDDEN_MS = 5 * 60_000;

/**
 * Keeps the page as the account is: changes of other tabs, of the assistant and of programs show.
 *
 * @param known Whether it is known whose account that is.
 */
export function useLive(known: boolean): void {
  const client = useQueryClient();
  useEffect(() => (known ? followWhileSeen(client) : undefined), [client, known]);
}

function followWhileSeen(client: QueryClient): () => void {
  const gather = gathering((events) => {
    // Looked at late: what was done here may be told before it is answered.
    if (!events.every((event) => isKnown(client, event))) void refreshTasks(client);
  });
  const place: Place = { last: client.getQueryData<string>(keys.position) ?? null };
  let connection: AbortController | null = null;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    connection = new AbortController();
    void followChanges(connection.signal, gather.add, place);
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

interface Gathering {
  add: (event: LiveEvent) => void;
  stop: () => void;
}

function gathering(run: (events: readonly LiveEvent[]) => void): Gathering {
  let events: LiveEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const add = (event: LiveEvent) => {
    events.push(event);
    timer ??= setTimeout(() => {
      timer = undefined;
      run(events);
      events = [];
    }, GATHER_MS);
  };
  return { add, stop };
}

/** Whether a change is on the page already, such as one that was made here. */
function isKnown(client: QueryClient, event: LiveEvent): boolean {
  if (event.kind === "reset") return false;
  const { task_id, after } = event.change;
  return task_id !== null && after !== null && knownVersion(client, task_id) >= after.version;
}
