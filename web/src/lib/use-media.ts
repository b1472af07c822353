"use client";

import { useCallback, useSyncExternalStore } from "react";

/** From this width on there is room for tasks beside the assistant. */
export const WIDE = "(min-width: 768px)";

/** Whether the page is such that a media query holds; none does until the browser has been asked. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => {
        media.removeEventListener("change", changed);
      };
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}
