"use client";

import { Plus } from "lucide-react";
import { useRef, useState, type SubmitEvent } from "react";

import { DetailFields, EMPTY_DETAILS, type Details } from "@/components/tasks/detail-fields";
import { Button } from "@/components/ui/button";
import type { TaskCreate } from "@/lib/api-client";
import { sentence } from "@/lib/problem";
import { useTaskActions } from "@/lib/use-tasks";

interface QuickAddProps {
  /** What a task that is added in this list begins with. */
  fresh: Partial<TaskCreate>;
}

/** Adds a task; date, time, priority and tags appear once a title is being typed. */
export function QuickAdd({ fresh }: QuickAddProps) {
  const { create } = useTaskActions();
  const [title, setTitle] = useState("");
  const typed = title.trim() !== "";
  const [details, setDetails] = useState<Details>(() => beginWith(fresh));
  // One key for one intent: a retry after a lost answer must not add a second task.
  const key = useRef(crypto.randomUUID());
  const onSuccess = () => {
    setTitle("");
    setDetails(beginWith(fresh));
    key.current = crypto.randomUUID();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!typed || create.isPending) return;
    const task = { title, ...(fresh.project_id && { project_id: fresh.project_id }), ...details };
    create.mutate({ task, key: key.current }, { onSuccess });
  };
  return (
    <form onSubmit={submit} className="bg-card border-line rounded-xl border p-1.5">
      <div className="flex items-center gap-2">
        <Plus className="text-brand ml-2 size-5 shrink-0" aria-hidden="true" />
        <TitleInput title={title} onChange={setTitle} />
        {typed && (
          <Button look="primary" type="submit" disabled={create.isPending}>
            Add
          </Button>
        )}
      </div>
      {typed && (
        <div className="border-line mt-2 border-t px-2 pt-3 pb-1">
          <DetailFields details={details} onChange={setDetails} />
        </div>
      )}
      {create.isError && (
        <p role="alert" className="text-late px-2 py-1 text-sm">
          {sentence(create.error)}
        </p>
      )}
    </form>
  );
}

function TitleInput({ title, onChange }: { title: string; onChange: (title: string) => void }) {
  return (
    <input
      aria-label="New task"
      placeholder="Add a task"
      data-new-task=""
      className="placeholder:text-faint min-w-0 flex-1 bg-transparent py-1 outline-none"
      maxLength={500}
      value={title}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    />
  );
}

function beginWith({ due_date, tags }: Partial<TaskCreate>): Details {
  return { ...EMPTY_DETAILS, due_date: due_date ?? null, tags: tags ?? [] };
}
