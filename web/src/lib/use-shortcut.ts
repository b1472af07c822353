"use client";

import { useEffect, type RefObject } from "react";

/**
 * Does something when a key is pressed within an element, unless it meant something there.
 *
 * @param anywhere Whether it counts, too, while nothing on the page has the focus.
 */
export function useShortcut(
  within: RefObject<HTMLElement | null>,
  isIt: (event: KeyboardEvent) => boolean,
  run: (() => void) | null,
  anywhere = false,
): void {
  useEffect(() => {
    if (!run) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const at = event.target;
      const here = at instanceof Node && within.current?.contains(at);
      const nowhere = anywhere && at === document.body;
      if (!isIt(event) || event.defaultPrevented || !(here || nowhere)) return;
      event.preventDefault();
      run();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
    };
  });
}

/** Escape. */
export const isEscape = (event: KeyboardEvent) => event.key === "Escape";
/** Control and Enter, or Command and Enter. */
export const isConfirm = (event: KeyboardEvent) =>
  event.key === "Enter" && (event.ctrlKey || event.metaKey);
