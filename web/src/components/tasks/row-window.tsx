"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect } from "react";

import type { Row } from "@/lib/task-rows";

const ROW_PX = 45;
const OVERSCAN = 12;

/** Which rows of a long list are in the page, and where they stand. */
export interface RowsInSight {
  items: readonly { index: number; start: number }[];
  /** Of all rows together, in pixels. */
  height: number;
  measure: (element: Element | null) => void;
  scrollTo: (index: number) => void;
}

interface RowWindowProps {
  rows: readonly Row[];
  scroller: Element;
  /** How far down in the scroller the list begins, in pixels. */
  margin: number;
  onChange: (window: RowsInSight | null) => void;
  /** Called when the end comes near. */
  onEnd: () => void;
}

/** Says which rows are in sight: ten thousand scroll like ten. */
export function RowWindow({ rows, scroller, margin, onChange, onEnd }: RowWindowProps) {
  // eslint-disable-next-line react-hooks/incompatible-library -- it is what tells this component to render
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_PX,
    // A new function would make it measure everything anew.
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: OVERSCAN,
    scrollMargin: margin,
  });
  const items = virtual.getVirtualItems();
  const height = virtual.getTotalSize();
  const { measureElement: measure, scrollToIndex } = virtual;
  useLayoutEffect(() => {
    const placed = items.map(({ index, start }) => ({ index, start: start - margin }));
    onChange({ items: placed, height, measure, scrollTo: scrollToIndex });
  }, [items, height, margin, measure, scrollToIndex, onChange]);
  useLayoutEffect(
    () => () => {
      onChange(null);
    },
    [onChange],
  );
  const isNearEnd = (items.at(-1)?.index ?? 0) >= rows.length - 2 * OVERSCAN;
  useEffect(() => {
    if (isNearEnd) onEnd();
  }, [isNearEnd, rows.length, onEnd]);
  return null;
}
