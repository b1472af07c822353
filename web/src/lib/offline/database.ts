/** What this browser keeps of an account, in a database of its own: readings and waiting changes. */

import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from "idb";

import type { Account } from "../api-client";
import type { Waiting } from "../writes";

/** One answer of the server, as the page kept it. */
export interface KeptQuery {
  hash: string;
  key: readonly unknown[];
  data: unknown;
  /** When it was fetched, in milliseconds since 1970. */
  at: number;
}

/** One page of an answer that comes page by page; the answer itself is kept without its pages. */
export interface KeptPage {
  hash: string;
  index: number;
  page: unknown;
}

interface Schema extends DBSchema {
  account: { key: string; value: Account };
  queries: { key: string; value: KeptQuery };
  pages: { key: [hash: string, index: number]; value: KeptPage };
  writes: { key: number; value: Waiting & { order?: number } };
}

/** An account's open database. */
export type Kept = IDBPDatabase<Schema>;

const PREFIX = "todo-";
const open = new Map<string, Promise<Kept>>();
const gone = new Set<string>();

/** Opens the database of an account. */
export function keptOf(accountId: string): Promise<Kept> {
  // What is still under way after the person left must not bring the database back.
  if (gone.has(accountId)) return Promise.reject(new Error("This person has left."));
  const known = open.get(accountId);
  if (known) return known;
  const opening = openDB<Schema>(PREFIX + accountId, 2, {
    upgrade(database, before) {
      if (before < 1) {
        database.createObjectStore("account");
        database.createObjectStore("queries", { keyPath: "hash" });
        database.createObjectStore("writes", { keyPath: "order", autoIncrement: true });
      }
      database.createObjectStore("pages", { keyPath: ["hash", "index"] });
    },
    // Another tab deletes it.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      open.delete(accountId);
    },
  });
  open.set(accountId, opening);
  opening.catch(() => open.delete(accountId));
  return opening;
}

/** Lets an account that has left be kept again: somebody signed in. */
export function welcome(accountId: string): void {
  gone.delete(accountId);
}

/** Deletes all that is kept of an account. */
export async function forget(accountId: string): Promise<void> {
  gone.add(accountId);
  const opened = open.get(accountId);
  open.delete(accountId);
  (await opened)?.close();
  await deleteDB(PREFIX + accountId);
}

/** The accounts that something is kept of. */
export async function keptAccounts(): Promise<string[]> {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
  const ids = names.filter((name) => name.startsWith(PREFIX)).map((n) => n.slice(PREFIX.length));
  return ids.filter((id) => !gone.has(id));
}
