"use client";

import type { CSSProperties } from "react";

import { DragHandle } from "@/components/tasks/drag-handle";
import { TaskRow } from "@/components/tasks/task-row";
import type { Task } from "@/lib/api-client";
import { useDraggableTask } from "@/lib/dragging";
import type { Row } from "@/lib/task-rows";
import type { Selection } from "@/lib/use-selection";

/** What each row of a list has to know of the list. */
export interface ListOfRow {
  openId: string | null;
  selection: Selection;
  mixed: boolean;
  /** Whether the order is the person's own, and rows can be dragged to another place. */
  sortable: boolean;
  onOpen: (id: string) => void;
  onFold: ((task: Task) => void) | undefined;
}

interface SortableRowProps extends ListOfRow {
  row: Extract<Row, { kind: "task" }>;
}

/** A row that can be dragged: to another place of its list, or onto a project. */
export function SortableRow(props: SortableRowProps) {
  const { row, openId, selection, mixed, sortable, onOpen, onFold } = props;
  const { task, depth, unfolded } = row;
  const { handle, isDragging, pointer, node, ...drag } = useDraggableTask(task, {
    draggable: depth > 0,
    droppable: depth > 0 || !sortable,
  });
  const style: CSSProperties = {
    transform: drag.transform ? `translateY(${drag.transform.y}px)` : undefined,
    transition: drag.transition,
    opacity: isDragging ? 0.4 : undefined,
  };
  return (
    <div ref={node} style={style} {...pointer}>
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
            <DragHandle {...handle} title={task.title} className="-ml-5 hidden shrink-0 md:grid" />
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
