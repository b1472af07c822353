"use client";

import { SortableContext, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from "react";

import { SortableRow, type ListOfRow } from "@/components/tasks/sortable-row";
import type { Row } from "@/lib/task-rows";
import { useRowKeys } from "@/lib/use-row-keys";

interface VirtualRowsProps extends ListOfRow {
  rows: readonly Row[];
  /** Called when the end comes near. */
  onEnd: () => void;
}

const ROW_PX = 45;
const OVERSCAN = 12;
const NO_MOVES = () => null;

/** Rows of which only those in sight are in the page: ten thousand scroll like ten. */
export function VirtualRows(props: VirtualRowsProps) {
  const { rows, sortable, onEnd } = props;
  const [list, scroller] = useScroller();
  // eslint-disable-next-line react-hooks/incompatible-library -- it is what tells this component to render
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller?.element ?? null,
    estimateSize: () => ROW_PX,
    // A new function would make it measure everything anew.
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: OVERSCAN,
    scrollMargin: scroller?.margin ?? 0,
  });
  const items = virtual.getVirtualItems();
  const isNearEnd = (items.at(-1)?.index ?? 0) >= rows.length - 2 * OVERSCAN;
  useEffect(() => {
    if (isNearEnd) onEnd();
  }, [isNearEnd, rows.length, onEnd]);
  useRowKeys({ ...props, list, scrollTo: virtual.scrollToIndex });
  const ids = useMemo(
    () => rows.flatMap((row) => (row.kind === "task" && row.depth === 0 ? [row.key] : [])),
    [rows],
  );
  return (
    <SortableContext items={ids} strategy={sortable ? verticalListSortingStrategy : NO_MOVES}>
      <ul
        ref={list}
        aria-label="Tasks"
        className="relative"
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(({ index, start, key }) => {
          const row = rows[index];
          return (
            row && (
              <Line
                {...props}
                key={key}
                index={index}
                row={row}
                top={start - virtual.options.scrollMargin}
                measure={virtual.measureElement}
              />
            )
          );
        })}
      </ul>
    </SortableContext>
  );
}

/** The list, what it scrolls in, and how far down it begins there; null before the first look. */
function useScroller(): [RefObject<HTMLUListElement | null>, Scroller | null] {
  const list = useRef<HTMLUListElement>(null);
  const [scroller, setScroller] = useState<Scroller | null>(null);
  useEffect(() => {
    const element = list.current?.closest("[data-scroller]");
    if (list.current && element)
      setScroller({ element, margin: offsetWithin(list.current, element) });
  }, []);
  return [list, scroller];
}

interface Scroller {
  element: Element;
  margin: number;
}

interface LineProps extends VirtualRowsProps {
  index: number;
  row: Row;
  top: number;
  measure: (element: Element | null) => void;
}

function Line({ index, row, top, measure, rows, ...list }: LineProps) {
  return (
    <li
      ref={measure}
      data-index={index}
      data-task={row.kind === "task" ? row.task.id : undefined}
      aria-setsize={rows.length}
      aria-posinset={index + 1}
      className="absolute inset-x-0 top-0"
      style={{ transform: `translateY(${top}px)` }}
    >
      {row.kind === "heading" ? (
        <h2
          className={`border-line border-b px-1 pt-5 pb-1.5 text-sm font-semibold ${row.late ? "text-late" : ""}`}
        >
          {row.text}
        </h2>
      ) : (
        <SortableRow row={row} {...list} />
      )}
    </li>
  );
}

function offsetWithin(element: Element, scroller: Element): number {
  return (
    element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
  );
}
