"use client";

import { useEffect, useRef } from "react";

import { isOn } from "./preferences";

/** What a key does; one that returns false did nothing, and the key is left to the browser. */
export type Shortcuts = Readonly<Record<string, () => unknown>>;

/** What begins a sequence. */
const LEADER = "g";
/** How long the second key of “g then t” may take. */
const SEQUENCE_MS = 1_500;

/**
 * Single keys that do something: never while one types, in a dialog or in a menu, and not at all
 * when the person switched them off (WCAG 2.1.4). A sequence is written like "g t".
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  }, [shortcuts]);
  useEffect(() => {
    let ledAt = -Infinity;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isFree(event)) return;
      const led = event.timeStamp - ledAt < SEQUENCE_MS;
      ledAt = event.key === LEADER ? event.timeStamp : -Infinity;
      const run = latest.current[led ? `${LEADER} ${event.key}` : event.key];
      if (run && run() !== false) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
    };
  }, []);
}

const TYPED_INTO = "input, textarea, select, [contenteditable=true]";
const NOT_TYPED_INTO = "[type=checkbox], [type=radio], [type=button]";
const LAYERS = "[role=dialog], [role=menu], [role=alertdialog]";

function isFree(event: KeyboardEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return false;
  if (!isOn("todo_keys") || document.querySelector(LAYERS)) return false;
  const target = event.target instanceof Element ? event.target : null;
  return !target?.matches(TYPED_INTO) || target.matches(NOT_TYPED_INTO);
}
