"use client";

import { useId, useState, type SubmitEvent } from "react";

import { DetailFields, detailsOf } from "@/components/tasks/detail-fields";
import { Button } from "@/components/ui/button";
import { Field, INPUT } from "@/components/ui/field";
import { Modal } from "@/components/ui/modal";
import type { Task } from "@/lib/api-client";
import { ProblemError, sentence } from "@/lib/problem";
import { useTaskActions } from "@/lib/use-tasks";

interface TaskEditorProps {
  task: Task;
  onClose: () => void;
}

/** All of a task in one form. */
export function TaskEditor({ task, onClose }: TaskEditorProps) {
  const { update } = useTaskActions();
  const notesId = useId();
  const [title, setTitle] = useState(task.title);
  const [notes, setNotes] = useState(task.notes);
  const [details, setDetails] = useState(detailsOf(task));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    update.mutate({ task, changes: { title, notes, ...details } }, { onSuccess: onClose });
  };
  return (
    <Modal title="Edit task" onClose={onClose}>
      <form onSubmit={submit} className="grid gap-3">
        <Field
          label="Title"
          required
          maxLength={500}
          value={title}
          onChange={(event) => {
            setTitle(event.target.value);
          }}
        />
        <div>
          <label htmlFor={notesId} className="text-faint mb-1 block text-sm">
            Notes
          </label>
          <textarea
            id={notesId}
            rows={3}
            maxLength={20_000}
            className={INPUT}
            value={notes}
            onChange={(event) => {
              setNotes(event.target.value);
            }}
          />
        </div>
        <DetailFields details={details} onChange={setDetails} />
        {update.isError && <Failure error={update.error} />}
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={update.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Failure({ error }: { error: unknown }) {
  const stale = error instanceof ProblemError && error.status === 412;
  return (
    <p role="alert" className="text-late text-sm">
      {stale
        ? "This task was changed elsewhere in the meantime. Close this and open it again to see how."
        : sentence(error)}
    </p>
  );
}
