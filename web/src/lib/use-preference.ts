"use client";

import { createContext, useCallback, useContext, useSyncExternalStore } from "react";

import { isOn, keep, onKept, type Preference } from "./preferences";

/** What was switched off when the server drew the page. */
export const OffContext = createContext<readonly Preference[]>([]);

/** A choice of this browser, and what changes it. */
export function usePreference(name: Preference): [boolean, (on: boolean) => void] {
  const off = useContext(OffContext);
  const on = useSyncExternalStore(
    onKept,
    () => isOn(name),
    () => !off.includes(name),
  );
  const choose = useCallback(
    (next: boolean) => {
      keep(name, next);
    },
    [name],
  );
  return [on, choose];
}
