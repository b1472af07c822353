"use client";

import { useSyncExternalStore } from "react";

import { makeListeners } from "./listeners";
import type { Pending } from "./optimistic";
import { pendingOf, type Waiting } from "./writes";

/** What waits, as this page shows it; the browser's database has it too, and is what counts. */
export interface WaitingState {
  entries: readonly Waiting[];
  /** How it all looks until it is made. */
  pending: readonly Pending[];
}

const NOTHING: WaitingState = { entries: [], pending: [] };
const { subscribe, tell } = makeListeners();
let state = NOTHING;

/** What waits now. */
export function waiting(): WaitingState {
  return state;
}

/** Shows what waits; `made` has the ids of added tasks that the server knows by now. */
export function showWaiting(
  entries: readonly Waiting[],
  made: ReadonlyMap<string, string> = new Map(),
): void {
  const pending = entries
    .filter((one) => one.refused === null)
    .map(({ write }) => named(pendingOf(write), made));
  state = { entries, pending };
  tell();
}

/** What waits, on the page. */
export function useWaiting(): WaitingState {
  return useSyncExternalStore(subscribe, waiting, () => NOTHING);
}

function named(pending: Pending, made: ReadonlyMap<string, string>): Pending {
  if (pending.kind !== "add") return pending;
  const id = made.get(pending.task.id);
  return id === undefined ? pending : { ...pending, made: id };
}
