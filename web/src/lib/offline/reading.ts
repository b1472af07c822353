/** Keeps what was read, so that it can be read again without a connection. */

import type { InfiniteData, Query, QueryClient, QueryKey } from "@tanstack/react-query";

import type { Account } from "../api-client";
import { keys } from "../query-keys";

import { keptAccounts, keptOf, type Kept, type KeptQuery } from "./database";

const KEPT: readonly QueryKey[] = [keys.tasks, keys.task, keys.tags, keys.projects, keys.filters];
const SEARCH = "search";
/** What comes within this time is written together. */
const GATHER_MS = 400;
const DAY_MS = 86_400_000;
const LONGEST_MS = 30 * DAY_MS;

/** Keeps an account's lists as they are fetched; returns what ends it. */
export function keepReading(client: QueryClient, account: Account): () => void {
  for (const key of KEPT) client.setQueryDefaults(key, { gcTime: DAY_MS });
  const changed = new Map<string, Query>();
  const written: Written = new Map();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const queries = [...changed.values()];
    changed.clear();
    void write(account, queries, written);
  };
  const add = (query: Query) => {
    if (!isKept(query)) return;
    changed.set(query.queryHash, query);
    timer ??= setTimeout(flush, GATHER_MS);
  };
  const cache = client.getQueryCache();
  cache.getAll().forEach(add);
  const stop = cache.subscribe((event) => {
    if (event.type === "updated" && event.action.type === "success") add(event.query as Query);
  });
  // Whatever closes the page hides it first.
  document.addEventListener("visibilitychange", flush);
  return () => {
    stop();
    document.removeEventListener("visibilitychange", flush);
    clearTimeout(timer);
  };
}

/** Puts back what was kept of the last person here; null when there is none. */
export async function restoreReading(client: QueryClient): Promise<Account | null> {
  for (const id of await keptAccounts()) {
    const kept = await keptOf(id);
    const account = await kept.get("account", "account");
    if (!account) continue;
    for (const key of KEPT) client.setQueryDefaults(key, { gcTime: DAY_MS });
    for (const row of await kept.getAll("queries")) {
      client.setQueryData(row.key, await dataOf(kept, row), { updatedAt: row.at });
    }
    return account;
  }
  return null;
}

/** Deletes what was read by all others than this account; their waiting changes stay for them. */
export async function forgetReadings(except: string | null): Promise<void> {
  for (const id of await keptAccounts()) {
    if (id === except) continue;
    const kept = await keptOf(id);
    await Promise.all([kept.clear("account"), kept.clear("queries"), kept.clear("pages")]);
  }
}

/** The pages that were written last, by the name of their answer: those that stay the same are not
 *  written again. To copy a list of ten thousand tasks takes longer than a person should wait. */
type Written = Map<string, readonly unknown[]>;

async function write(account: Account, queries: readonly Query[], written: Written): Promise<void> {
  try {
    const kept = await keptOf(account.id);
    const change = kept.transaction(["account", "queries", "pages"], "readwrite");
    const rows = change.objectStore("queries");
    const pages = change.objectStore("pages");
    const all = queries.map((query) => ({ row: toRow(query), found: pagesOf(query.state.data) }));
    await Promise.all([
      change.objectStore("account").put(account, "account"),
      ...all.map(({ row }) => rows.put(row)),
      ...all.map(({ row: { hash }, found }) => pages.delete(pagesFrom(hash, found.length))),
      ...all.flatMap(({ row: { hash }, found }) =>
        found
          .map((page, index) => ({ hash, index, page }))
          .filter(({ index, page }) => written.get(hash)?.[index] !== page)
          .map((page) => pages.put(page)),
      ),
    ]);
    const oldest = Date.now() - LONGEST_MS;
    for await (const cursor of rows) {
      if (cursor.value.at >= oldest) continue;
      await pages.delete(pagesFrom(cursor.value.hash));
      await cursor.delete();
    }
    await change.done;
    for (const { row, found } of all) written.set(row.hash, found);
  } catch {
    // The disk is full, or the person has left: then it is not kept.
  }
}

/** The pages of an answer from this one on. */
function pagesFrom(hash: string, index = 0): IDBKeyRange {
  return IDBKeyRange.bound([hash, index], [hash, Infinity]);
}

function isPaged(data: unknown): data is InfiniteData<unknown> {
  return typeof data === "object" && data !== null && "pages" in data && "pageParams" in data;
}

function pagesOf(data: unknown): readonly unknown[] {
  return isPaged(data) ? data.pages : [];
}

function toRow({ queryHash, queryKey, state }: Query): KeptQuery {
  const { data } = state;
  return {
    hash: queryHash,
    key: queryKey,
    data: isPaged(data) ? { ...data, pages: [] } : data,
    at: state.dataUpdatedAt,
  };
}

/** The answer with its pages; where another tab took some away it ends there. */
async function dataOf(kept: Kept, { hash, data }: KeptQuery): Promise<unknown> {
  // An older version of the app kept the pages where they were.
  if (!isPaged(data) || data.pages.length > 0) return data;
  const found = await kept.getAll("pages", pagesFrom(hash));
  const pages = found.filter(({ index }, place) => index === place).map(({ page }) => page);
  if (pages.length === 0) return undefined;
  return { pages, pageParams: data.pageParams.slice(0, pages.length) };
}

function isKept({ queryKey, state }: Query): boolean {
  const [topic, part] = queryKey;
  return state.status === "success" && part !== SEARCH && KEPT.some(([kept]) => kept === topic);
}
