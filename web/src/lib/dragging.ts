"use client";

/**
 * Where what can be dragged and what takes it in meet the code that drags, which is fetched later:
 * both leave a note here, that code binds to it, and says what it made of it.
 */

import type { DraggableAttributes } from "@dnd-kit/core";
import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useSyncExternalStore,
  type ComponentProps,
  type RefObject,
} from "react";

import type { Task, TaskUpdate } from "./api-client";
import { makeListeners } from "./listeners";

/** What dropping a task somewhere makes of it: another project, another day, another priority. */
export interface Drop {
  /** As one would say it: “Moved … to”. */
  name: string;
  changes: TaskUpdate;
}

type Listeners = Partial<Record<"onKeyDown" | "onMouseDown" | "onTouchStart", () => void>>;

/** What the code that drags says of a place. */
export interface Binding {
  attributes?: DraggableAttributes;
  listeners?: Listeners;
  isDragging: boolean;
  isOver: boolean;
  transform: { y: number } | null;
  transition: string | undefined;
}

interface Noted {
  /** Its own: a list can stand in the page twice, in the sidebar and in the drawer. */
  key: string;
  id: string;
  node: RefObject<HTMLElement | null>;
}

/** A task that can be dragged. */
export interface DraggableNote extends Noted {
  task: Task;
  handle: RefObject<HTMLButtonElement | null>;
  disabled: { draggable?: boolean; droppable: boolean };
}

/** A place that takes tasks in. */
export interface TargetNote extends Noted {
  drop: Drop;
}

/** The list whose order is changed by dragging. */
interface Order {
  ids: readonly string[];
  sortable: boolean;
}

/** All that was left here. */
export interface Notes {
  tasks: readonly DraggableNote[];
  targets: readonly TargetNote[];
  order: Order;
}

const UNBOUND: Binding = {
  isDragging: false,
  isOver: false,
  transform: null,
  transition: undefined,
};
const NO_ORDER: Order = { ids: [], sortable: false };
const NOTHING: Notes = { tasks: [], targets: [], order: NO_ORDER };

const noted = makeListeners();
let notes = NOTHING;
const bindings = new Map<string, Binding>();
/** By the note's key: a task that is dragged over many draws only those that it moves. */
const bound = new Map<string, () => void>();

/** All notes, for the code that drags. */
export function useNotes(): Notes {
  return useSyncExternalStore(
    noted.subscribe,
    () => notes,
    () => NOTHING,
  );
}

/** Says what was made of a note; null takes it back. */
export function bind(key: string, binding: Binding | null): void {
  if (binding) bindings.set(key, binding);
  else bindings.delete(key);
  bound.get(key)?.();
}

/** A task that is dragged: with the pointer by its whole row, with the keyboard by its handle. */
export function useDraggableTask(
  task: Task,
  { draggable = false, droppable }: DraggableNote["disabled"],
) {
  const key = useId();
  const node = useRef<HTMLDivElement & HTMLLIElement>(null);
  const grip = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const disabled = { draggable, droppable };
    const note = { key, id: task.id, task, node, handle: grip, disabled } as const;
    change({ tasks: [...notes.tasks, note] });
    return () => {
      change({ tasks: notes.tasks.filter((one) => one !== note) });
    };
  }, [key, task, draggable, droppable]);
  const { attributes, listeners = {}, ...drag } = useBinding(key);
  const { onKeyDown, ...pointer } = listeners;
  const handle: ComponentProps<"button"> = { ...attributes, ref: grip, onKeyDown };
  return { ...drag, handle, pointer, node };
}

/** A place that takes tasks in. */
export function useDropTarget(id: string, drop: Drop) {
  const key = useId();
  const node = useRef<HTMLDivElement>(null);
  const what = JSON.stringify(drop);
  useEffect(() => {
    const note = { key, id, drop: JSON.parse(what) as Drop, node } as const;
    change({ targets: [...notes.targets, note] });
    return () => {
      change({ targets: notes.targets.filter((one) => one !== note) });
    };
  }, [key, id, what]);
  return { node, isOver: useBinding(key).isOver };
}

/** Names the tasks of the list that dragging can put in another order. */
export function useDragOrder(ids: readonly string[], sortable: boolean): void {
  const order = useMemo(() => ({ ids, sortable }), [ids, sortable]);
  useEffect(() => {
    change({ order });
    return () => {
      if (notes.order === order) change({ order: NO_ORDER });
    };
  }, [order]);
}

function useBinding(key: string): Binding {
  const subscribe = useCallback(
    (listener: () => void) => {
      bound.set(key, listener);
      return () => {
        bound.delete(key);
      };
    },
    [key],
  );
  return useSyncExternalStore(
    subscribe,
    () => bindings.get(key) ?? UNBOUND,
    () => UNBOUND,
  );
}

function change(changes: Partial<Notes>): void {
  notes = { ...notes, ...changes };
  noted.tell();
}
