"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";

import { EstimateInput } from "@/components/detail/estimate-input";
import { MomentInput } from "@/components/detail/moment-input";
import { CONTROL, Property } from "@/components/detail/property";
import { RecurrencePicker } from "@/components/detail/recurrence-picker";
import { RemindersField } from "@/components/detail/reminders-field";
import { TagsField } from "@/components/detail/tags-field";
import { PriorityOptions } from "@/components/tasks/priority-options";
import type { Priority, Task, TaskUpdate } from "@/lib/api-client";
import { useProjects } from "@/lib/use-projects";
import { useTaskActions } from "@/lib/use-tasks";

/** What a task has besides title and notes; each change is saved at once, and can be undone. */
export function Properties({ task }: { task: Task }) {
  const t = useTranslations();
  const { edit } = useTaskActions();
  const id = useId();
  const change = (changes: TaskUpdate) => {
    edit(task, changes);
  };
  return (
    <div className="grid gap-1">
      <DueField task={task} onChange={change} />
      <RecurrencePicker task={task} onChange={change} />
      <PriorityField task={task} onChange={change} />
      {!task.parent_id && <ProjectField task={task} onChange={change} />}
      <TagsField
        tags={task.tags}
        onChange={(tags) => {
          change({ tags });
        }}
      />
      <Property label={t("detail.start")} htmlFor={`${id}-start`}>
        <MomentInput
          id={`${id}-start`}
          type="date"
          value={task.start_date}
          onChange={(start_date) => {
            change({ start_date });
          }}
        />
      </Property>
      <EstimateInput
        minutes={task.estimate_minutes ?? null}
        onChange={(estimate_minutes) => {
          change({ estimate_minutes });
        }}
      />
      <RemindersField task={task} onChange={change} />
    </div>
  );
}

interface FieldProps {
  task: Task;
  onChange: (changes: TaskUpdate) => void;
}

function DueField({ task, onChange }: FieldProps) {
  const t = useTranslations();
  const id = useId();
  return (
    <Property label={t("detail.due")} htmlFor={id}>
      <MomentInput
        id={id}
        type="date"
        value={task.due_date}
        onChange={(due_date) => {
          onChange(due_date ? { due_date } : { due_date, due_time: null });
        }}
      />
      {task.due_date && (
        <MomentInput
          label={t("detail.time")}
          type="time"
          value={task.due_time}
          onChange={(due_time) => {
            onChange({ due_time });
          }}
        />
      )}
    </Property>
  );
}

function PriorityField({ task, onChange }: FieldProps) {
  const t = useTranslations();
  const id = useId();
  return (
    <Property label={t("fields.priority")} htmlFor={id}>
      <select
        id={id}
        className={CONTROL}
        value={task.priority}
        onChange={(event) => {
          onChange({ priority: event.target.value as Priority });
        }}
      >
        <PriorityOptions />
      </select>
    </Property>
  );
}

function ProjectField({ task, onChange }: FieldProps) {
  const t = useTranslations();
  const { data: projects = [] } = useProjects();
  const id = useId();
  return (
    <Property label={t("fields.project_id")} htmlFor={id}>
      <select
        id={id}
        className={`${CONTROL} max-w-full`}
        value={task.project_id ?? ""}
        onChange={(event) => {
          onChange({ project_id: event.target.value || null });
        }}
      >
        <option value="">{t("lists.inbox")}</option>
        {projects.map((project) => (
          <option key={project.id} value={project.id}>
            {project.name}
          </option>
        ))}
      </select>
    </Property>
  );
}
