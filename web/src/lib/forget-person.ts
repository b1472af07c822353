import type { QueryClient } from "@tanstack/react-query";

import type { Account } from "./api-client";
import { forgetPages } from "./kept-pages";
import { keys } from "./query-keys";

/** Nobody is signed in any more: nothing of this person may be shown to the next one, or stay here. */
export function forgetPerson(client: QueryClient): void {
  const account = client.getQueryData<Account | null>(keys.me);
  client.setQueryData(keys.me, null);
  removeAll(client);
  if (!account || !("indexedDB" in window)) return;
  void import("./offline/database").then(({ forget }) => forget(account.id));
  forgetPages();
}

/** Somebody else is signed in, or nobody: what was read by others is gone, what they wrote waits. */
export function forgetOthers(client: QueryClient, account: Account | null): void {
  removeAll(client);
  if (!("indexedDB" in window)) return;
  void import("./offline/reading").then(({ forgetReadings }) =>
    forgetReadings(account?.id ?? null),
  );
  forgetPages();
}

function removeAll(client: QueryClient): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.me[0] });
}
