"use client";

import { useId, useState } from "react";

import { PriorityOptions } from "@/components/tasks/priority-options";
import { Field, INPUT } from "@/components/ui/field";
import type { Priority } from "@/lib/api-client";

/** What a task has besides its title and notes, as the form holds it. */
export interface Details {
  due_date: string | null;
  due_time: string | null;
  priority: Priority;
  tags: string[];
}

/** The details of a task that has only a title. */
export const EMPTY_DETAILS: Details = {
  due_date: null,
  due_time: null,
  priority: "none",
  tags: [],
};

interface DetailFieldsProps {
  details: Details;
  onChange: (details: Details) => void;
}

/** Date, time, priority and tags of a task. */
export function DetailFields({ details, onChange }: DetailFieldsProps) {
  const priorityId = useId();
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      <Field
        label="Date"
        type="date"
        value={details.due_date ?? ""}
        onChange={(event) => {
          const due_date = event.target.value || null;
          onChange({ ...details, due_date, due_time: due_date && details.due_time });
        }}
      />
      <Field
        label="Time"
        type="time"
        disabled={!details.due_date}
        value={details.due_time ?? ""}
        onChange={(event) => {
          onChange({ ...details, due_time: event.target.value || null });
        }}
      />
      <div>
        <label htmlFor={priorityId} className="text-faint mb-1 block text-sm">
          Priority
        </label>
        <select
          id={priorityId}
          className={`${INPUT} h-[42px] capitalize`}
          value={details.priority}
          onChange={(event) => {
            onChange({ ...details, priority: event.target.value as Priority });
          }}
        >
          <PriorityOptions />
        </select>
      </div>
      <TagsField
        tags={details.tags}
        onChange={(tags) => {
          onChange({ ...details, tags });
        }}
      />
    </div>
  );
}

function TagsField({ tags, onChange }: { tags: string[]; onChange: (tags: string[]) => void }) {
  // The text is kept as typed: turning it into tags and back would eat a comma being typed.
  const [text, setText] = useState(tags.join(" "));
  return (
    <Field
      label="Tags"
      placeholder="home shop"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChange(toTags(event.target.value));
      }}
    />
  );
}

/** The tags in a text, separated by spaces or commas, with or without #. */
export function toTags(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .map((tag) => tag.replace(/^#+/, "").toLowerCase())
    .filter((tag) => tag !== "");
}
