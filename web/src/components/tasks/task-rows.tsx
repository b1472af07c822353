"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState, type RefObject } from "react";

import type { RowsInSight } from "@/components/tasks/row-window";
import { SortableRow, type ListOfRow } from "@/components/tasks/sortable-row";
import { late } from "@/components/ui/late";
import { useDragOrder } from "@/lib/dragging";
import type { Row } from "@/lib/task-rows";
import { usePrinting } from "@/lib/use-printing";
import { useRowKeys } from "@/lib/use-row-keys";

const RowWindow = late(() =>
  import("@/components/tasks/row-window").then((module) => module.RowWindow),
);

/** Of so many rows all are in the page; of more only those in sight. */
const ALL_IN_PAGE = 60;

interface TaskRowsProps extends ListOfRow {
  rows: readonly Row[];
  /** Called when the end comes near. */
  onEnd: () => void;
}

/** The rows of a list: all of a short one, those in sight of a long one. */
export function TaskRows(props: TaskRowsProps) {
  const { rows, sortable, onEnd } = props;
  const [list, scroller] = useScroller();
  const [shown, setShown] = useState<RowsInSight | null>(null);
  const long = rows.length > ALL_IN_PAGE;
  const printing = usePrinting();
  const placed = printing ? null : shown;
  useRowKeys({ ...props, list, scrollTo: placed?.scrollTo });
  useDragOrder(
    useMemo(() => sortableKeys(rows), [rows]),
    sortable,
  );
  useEffect(() => {
    if (!long) onEnd();
  }, [long, rows.length, onEnd]);
  return (
    <>
      <Lines
        {...props}
        list={list}
        items={placed?.items ?? firstOf(rows, printing)}
        height={placed?.height}
        measure={placed?.measure}
      />
      {long && scroller && (
        <RowWindow
          rows={rows}
          scroller={scroller.element}
          margin={scroller.margin}
          onChange={setShown}
          onEnd={onEnd}
        />
      )}
    </>
  );
}

interface LinesProps extends TaskRowsProps {
  list: RefObject<HTMLUListElement | null>;
  items: readonly { index: number; start: number | null }[];
  /** Of all rows together, in pixels, when those in the page are placed. */
  height: number | undefined;
  measure: LineProps["measure"];
}

function Lines({ list, items, height, ...props }: LinesProps) {
  const t = useTranslations();
  return (
    <ul
      ref={list}
      aria-label={t("tasks.tasks")}
      className="relative"
      style={height === undefined ? undefined : { height }}
    >
      {items.map(({ index, start }) => {
        const row = props.rows[index];
        return row && <Line {...props} key={row.key} index={index} row={row} top={start} />;
      })}
    </ul>
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

interface LineProps extends TaskRowsProps {
  index: number;
  row: Row;
  /** How far down it stands; null follows the one before it. */
  top: number | null;
  measure: ((element: Element | null) => void) | undefined;
}

function Line({ index, row, top, measure, rows, ...list }: LineProps) {
  return (
    <li
      ref={measure}
      data-index={index}
      data-task={row.kind === "task" ? row.task.id : undefined}
      aria-setsize={rows.length}
      aria-posinset={index + 1}
      className={top === null ? "break-inside-avoid" : "absolute inset-x-0 top-0"}
      style={top === null ? undefined : { transform: `translateY(${top}px)` }}
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

/** Rows that can be dragged about: tasks that are part of no other one. */
function sortableKeys(rows: readonly Row[]): string[] {
  return rows.flatMap((row) => (row.kind === "task" && row.depth === 0 ? [row.key] : []));
}

/** The rows of a short list; of a long one the first, until it is known which are in sight. */
function firstOf(rows: readonly Row[], all: boolean) {
  // On paper nothing scrolls: all rows are there.
  const first = all ? rows : rows.slice(0, ALL_IN_PAGE);
  return first.map((_row, index) => ({ index, start: null }));
}

function offsetWithin(element: Element, scroller: Element): number {
  return (
    element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
  );
}
