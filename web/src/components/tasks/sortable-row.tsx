"use client";

import { useSortable } from "@dnd-kit/sortable";
import { GripVertical } from "lucide-react";
import type { CSSProperties } from "react";

import { TaskRow } from "@/components/tasks/task-row";
import type { Task } from "@/lib/api-client";
import type { Row } from "@/lib/task-rows";
import type { Selection } from "@/lib/use-selection";

interface SortableRowProps {
  row: Extract<Row, { kind: "task" }>;
  openId: string | null;
  selection: Selection;
  mixed: boolean;
  sortable: boolean;
  onOpen: (id: string) => void;
  onFold: ((task: Task) => void) | undefined;
}

/** A row that can be dragged: to another place of its list, or onto a project. */
export function SortableRow(props: SortableRowProps) {
  const { row, openId, selection, mixed, sortable, onOpen, onFold } = props;
  const { task, depth, unfolded } = row;
  const { attributes, isDragging, listeners, setActivatorNodeRef, setNodeRef, ...drag } =
    useSortable({
      id: task.id,
      data: { task },
      disabled: { draggable: depth > 0, droppable: depth > 0 || !sortable },
    });
  const { onKeyDown, ...pointer } = (listeners ?? {}) as Listeners;
  const style: CSSProperties = {
    transform: drag.transform ? `translateY(${drag.transform.y}px)` : undefined,
    transition: drag.transition,
    opacity: isDragging ? 0.4 : undefined,
  };
  return (
    <div ref={setNodeRef} style={style} {...pointer}>
      <TaskRow
        task={task}
        depth={depth}
        unfolded={unfolded}
        open={openId === task.id}
        selected={selection.ids.has(task.id)}
        selecting={selection.ids.size > 0}
        mixed={mixed}
        handle={
          sortable &&
          depth === 0 && (
            <button
              type="button"
              {...attributes}
              ref={setActivatorNodeRef}
              aria-label={`Move “${task.title}” to another place`}
              className="text-faint hover:text-ink -ml-5 hidden h-6 w-5 shrink-0 cursor-grab place-items-center rounded opacity-0 group-hover:opacity-100 focus-visible:opacity-100 md:grid"
              onKeyDown={onKeyDown}
            >
              <GripVertical className="size-4" aria-hidden="true" />
            </button>
          )
        }
        onFold={
          onFold &&
          (() => {
            onFold(task);
          })
        }
        onOpen={() => {
          onOpen(task.id);
        }}
        onSelect={(range) => {
          selection.toggle(task.id, range);
        }}
      />
    </div>
  );
}

type Listeners = Partial<Record<"onKeyDown" | "onMouseDown" | "onTouchStart", () => void>>;
