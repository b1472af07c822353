"use client";

import { useSyncExternalStore } from "react";

const SIGNS = ["pointermove", "pointerdown", "touchstart", "keydown", "focusin", "wheel"] as const;

const waiting = new Set<() => void>();
let awake = false;

/**
 * Whether somebody has begun to use the page. What nobody needs who only looks at it, such as what
 * drags tasks and the pages behind the links, is fetched from then on.
 */
export function useAwake(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => awake,
    () => false,
  );
}

function subscribe(changed: () => void): () => void {
  if (waiting.size === 0 && !awake) listen("addEventListener");
  waiting.add(changed);
  return () => {
    waiting.delete(changed);
    if (waiting.size === 0) listen("removeEventListener");
  };
}

function wake(): void {
  awake = true;
  listen("removeEventListener");
  for (const changed of waiting) changed();
}

function listen(how: "addEventListener" | "removeEventListener"): void {
  for (const sign of SIGNS) document[how](sign, wake, { capture: true, passive: true } as const);
}
