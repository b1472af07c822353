"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";

import { PriorityOptions } from "@/components/tasks/priority-options";
import { Field, INPUT } from "@/components/ui/field";
import type { Priority } from "@/lib/api-client";
import type { Details } from "@/lib/new-task";

interface DetailFieldsProps {
  details: Details;
  onChange: (changes: Partial<Details>) => void;
}

/** Date, time, priority and tags of a task. */
export function DetailFields({ details, onChange }: DetailFieldsProps) {
  const t = useTranslations();
  const priorityId = useId();
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      <Field
        label={t("tasks.date")}
        type="date"
        value={details.due_date ?? ""}
        onChange={(event) => {
          const due_date = event.target.value || null;
          onChange({ due_date, due_time: due_date && details.due_time });
        }}
      />
      <Field
        label={t("tasks.time")}
        type="time"
        disabled={!details.due_date}
        value={details.due_time ?? ""}
        onChange={(event) => {
          onChange({ due_time: event.target.value || null });
        }}
      />
      <div>
        <label htmlFor={priorityId} className="text-faint mb-1 block text-sm">
          {t("tasks.priority")}
        </label>
        <select
          id={priorityId}
          className={`${INPUT} h-[42px]`}
          value={details.priority}
          onChange={(event) => {
            onChange({ priority: event.target.value as Priority });
          }}
        >
          <PriorityOptions />
        </select>
      </div>
      <TagsField
        tags={details.tags}
        onChange={(tags) => {
          onChange({ tags });
        }}
      />
    </div>
  );
}

function TagsField({ tags, onChange }: { tags: string[]; onChange: (tags: string[]) => void }) {
  const t = useTranslations();
  // The text is kept as typed: turning it into tags and back would eat a comma being typed.
  const [text, setText] = useState<string | null>(null);
  return (
    <Field
      label={t("tasks.tags")}
      placeholder={t("tasks.tagsExample")}
      value={text ?? tags.join(" ")}
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
