"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";

import { CONTROL, Property } from "@/components/detail/property";
import type { Task, TaskUpdate } from "@/lib/api-client";
import { reminderText } from "@/lib/estimates";

const CHOICES = [0, 5, 15, 30, 60, 120, 1440, 2880, 10080];

interface RemindersFieldProps {
  task: Task;
  onChange: (changes: TaskUpdate) => void;
}

/** When to be reminded, counted back from when the task is due. */
export function RemindersField({ task, onChange }: RemindersFieldProps) {
  const t = useTranslations();
  const id = useId();
  const { reminders } = task;
  if (!task.due_date && reminders.length === 0) return null;
  return (
    <Property label={t("detail.remindMe")} htmlFor={id}>
      {reminders.map((minutes) => (
        <span key={minutes} className="bg-brand-soft flex items-center rounded-full pl-2 text-sm">
          {reminderText(t, minutes)}
          <button
            type="button"
            aria-label={t("detail.noReminder", { when: reminderText(t, minutes) })}
            className="text-faint hover:text-ink grid size-6 place-items-center rounded-full"
            onClick={() => {
              onChange({ reminders: reminders.filter((one) => one !== minutes) });
            }}
          >
            <X className="size-3" aria-hidden="true" />
          </button>
        </span>
      ))}
      <select
        id={id}
        className={`${CONTROL} text-faint`}
        value=""
        onChange={(event) => {
          onChange({ reminders: [...reminders, Number(event.target.value)].sort((a, b) => a - b) });
        }}
      >
        <option value="" disabled>
          {t("detail.addReminder")}
        </option>
        {CHOICES.filter((minutes) => !reminders.includes(minutes)).map((minutes) => (
          <option key={minutes} value={minutes}>
            {reminderText(t, minutes)}
          </option>
        ))}
      </select>
    </Property>
  );
}
