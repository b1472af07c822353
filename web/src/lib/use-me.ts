"use client";

import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";

import { fetchMe } from "./accounts-api";
import type { Account } from "./api-client";
import { forgetOthers } from "./forget-person";
import { UnreachableError } from "./problem";
import { keys } from "./query-keys";

/**
 * Who is signed in; without a connection, who was the last time.
 *
 * @param stranger The browser came without a session: nobody is, as long as there is a connection.
 */
export function useMe({ stranger = false }: { stranger?: boolean } = {}) {
  const client = useQueryClient();
  return useQuery({
    queryKey: keys.me,
    queryFn: () => identify(client),
    initialData: stranger ? null : undefined,
    // A page that the worker kept may be from before somebody signed in.
    refetchOnMount: () => (isOffline() ? "always" : true),
    // It has an answer without a connection, too.
    networkMode: "always",
  });
}

/** The server, which draws the page too, is never offline and knows no browser. */
function isOffline(): boolean {
  return typeof window !== "undefined" && !navigator.onLine;
}

async function identify(client: QueryClient): Promise<Account | null> {
  const before = client.getQueryData<Account | null>(keys.me);
  try {
    const { account, position } = await fetchMe();
    const isAnother = before !== undefined && before?.id !== account?.id;
    if (isAnother || !account) forgetOthers(client, account);
    client.setQueryData(keys.position, position);
    return account;
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    return before ?? (await lastPerson(client)) ?? Promise.reject(error);
  }
}

async function lastPerson(client: QueryClient): Promise<Account | null> {
  if (!("indexedDB" in window)) return null;
  const { restoreReading } = await import("./offline/reading");
  return restoreReading(client);
}
