"use client";

import { useEffect, useSyncExternalStore } from "react";

import { makeListeners } from "./listeners";

const { subscribe, tell } = makeListeners();
const missing = new Map<object, () => void>();

/** A piece of the app's code that is fetched when it is first needed, once for all who need it. */
export interface LateCode<T> {
  /** Null until it is here. */
  known: T | null;
  fetch: () => void;
}

/** Code that `load` fetches. The bundler's loader tries twice by itself; then it counts as missing. */
export function lateCode<T>(load: () => Promise<T>): LateCode<T> {
  let loading = false;
  const code: LateCode<T> = {
    known: null,
    fetch: () => {
      if (loading || code.known !== null) return;
      loading = true;
      load().then(
        (loaded) => {
          code.known = loaded;
          settle(code, null);
        },
        () => {
          loading = false;
          settle(code, code.fetch);
        },
      );
    },
  };
  return code;
}

/** Code, fetched with the first component that shows it. */
export function useLateCode<T>(code: LateCode<T>): T | null {
  useEffect(() => {
    code.fetch();
  }, [code]);
  return useSyncExternalStore(
    subscribe,
    () => code.known,
    () => null,
  );
}

/** Fetches once more what could not be fetched; null while nothing lacks. */
export function useMissingCode(): (() => void) | null {
  return useSyncExternalStore(
    subscribe,
    () => (missing.size > 0 ? fetchMissing : null),
    () => null,
  );
}

function settle(code: object, again: (() => void) | null): void {
  if (again) missing.set(code, again);
  else missing.delete(code);
  tell();
}

function fetchMissing(): void {
  for (const fetch of missing.values()) fetch();
}
