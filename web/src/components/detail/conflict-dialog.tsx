"use client";

import { useState, type ReactNode } from "react";

import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import type { Task, TaskUpdate } from "@/lib/api-client";
import { ConflictContext } from "@/lib/conflict-context";
import type { Conflict, TaskField } from "@/lib/conflicts";
import { fieldName, fieldText } from "@/lib/task-words";
import { useTaskActions } from "@/lib/use-tasks";

/** Asks which version stays when a task was changed in two places. */
export function ConflictProvider({ children }: { children: ReactNode }) {
  const [conflict, setConflict] = useState<Conflict | null>(null);
  return (
    <ConflictContext value={setConflict}>
      {children}
      {conflict && (
        <ConflictDialog
          conflict={conflict}
          onClose={() => {
            setConflict(null);
          }}
        />
      )}
    </ConflictContext>
  );
}

function ConflictDialog({ conflict, onClose }: { conflict: Conflict; onClose: () => void }) {
  const { edit } = useTaskActions();
  const { current, changes, fields } = conflict;
  return (
    <Modal title="This task was changed in two places" onClose={onClose}>
      <p className="text-faint mb-3 text-sm">
        While you wrote, “{current.title}” was changed elsewhere. Which version shall stay?
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Version title="Yours" of={changes} fields={fields} />
        <Version title="Theirs" of={current} fields={fields} />
      </div>
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Keep theirs</Button>
        <Button
          look="primary"
          onClick={() => {
            edit(current, changes);
            onClose();
          }}
        >
          Use mine
        </Button>
      </div>
    </Modal>
  );
}

interface VersionProps {
  title: string;
  of: Task | TaskUpdate;
  fields: readonly TaskField[];
}

function Version({ title, of, fields }: VersionProps) {
  return (
    <section aria-label={title} className="border-line rounded-xl border p-3">
      <h3 className="mb-2 text-sm font-semibold">{title}</h3>
      <dl className="grid gap-2 text-sm">
        {fields.map((field) => (
          <div key={field}>
            <dt className="text-faint text-xs">{fieldName(field)}</dt>
            <dd className="max-h-40 overflow-y-auto wrap-anywhere whitespace-pre-wrap">
              {fieldText(of, field)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
