"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";

/** Pixels: so near to an edge counts as being there. */
const NEAR = 64;

/** An area that shows its end as it grows, unless one has scrolled away from it. */
export interface StickyScroll {
  area: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  atEnd: boolean;
  onScroll: () => void;
  toEnd: () => void;
}

/**
 * Keeps the end of an area in sight, and what one reads where it is when more comes in above.
 *
 * @param first What is at the top now; when this changes, something came in above it.
 * @param onTop Called when one comes near the top.
 */
export function useStickyScroll(
  first: string | undefined,
  onTop: (() => void) | null,
): StickyScroll {
  const area = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const height = useRef(0);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    sticks.current = true;
    setAtEnd(true);
    if (area.current) area.current.scrollTop = area.current.scrollHeight;
  }, []);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element || sticks.current) return;
    element.scrollTop += element.scrollHeight - height.current;
  }, [first]);
  useEffect(() => {
    const element = area.current;
    if (!element || !content.current) return;
    const observer = new ResizeObserver(() => {
      height.current = element.scrollHeight;
      if (sticks.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(content.current);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  const onScroll = () => {
    const element = area.current;
    if (!element) return;
    height.current = element.scrollHeight;
    sticks.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    setAtEnd(sticks.current);
    if (element.scrollTop < NEAR && !sticks.current) onTop?.();
  };
  return { area, content, atEnd, onScroll, toEnd };
}
