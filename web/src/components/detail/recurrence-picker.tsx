"use client";

import { useId, useState } from "react";

import { CustomRepetition } from "@/components/detail/custom-repetition";
import { CONTROL, Property } from "@/components/detail/property";
import type { Task, TaskUpdate } from "@/lib/api-client";
import { isoDay } from "@/lib/dates";
import { fromRule, readBack, toRule, weekdayName, weekdayOf } from "@/lib/recurrence";

interface RecurrencePickerProps {
  task: Task;
  onChange: (changes: TaskUpdate) => void;
}

const CUSTOM = "custom";

/** How a task repeats: common rules, one's own weekdays and intervals, read back in words. */
export function RecurrencePicker({ task, onChange }: RecurrencePickerProps) {
  const id = useId();
  const [custom, setCustom] = useState(false);
  const day = task.due_date ?? isoDay(new Date());
  const rule = task.recurrence ?? "";
  const common = commonRules(day);
  const isCommon = rule === "" || common.some((one) => one.rule === rule);
  const shown = fromRule(rule) ?? { frequency: "WEEKLY", interval: 1, weekdays: [weekdayOf(day)] };
  const choose = (next: string) => {
    setCustom(next === CUSTOM);
    if (next === CUSTOM) return;
    // What repeats has to begin somewhere.
    onChange(next ? { recurrence: next, due_date: day } : { recurrence: null });
  };
  return (
    <Property label="Repeats" htmlFor={id}>
      <select
        id={id}
        className={`${CONTROL} max-w-full`}
        value={custom || !isCommon ? CUSTOM : rule}
        onChange={(event) => {
          choose(event.target.value);
        }}
      >
        <option value="">Never</option>
        {common.map((one) => (
          <option key={one.rule} value={one.rule}>
            {one.name}
          </option>
        ))}
        <option value={CUSTOM}>In another way</option>
      </select>
      {(custom || !isCommon) && (
        <CustomRepetition
          repetition={shown}
          onChange={(next) => {
            onChange({ recurrence: toRule(next), due_date: day });
          }}
        />
      )}
      {rule && <ReadBack task={task} onChange={onChange} rule={rule} />}
    </Property>
  );
}

function ReadBack({ rule, ...of }: RecurrencePickerProps & { rule: string }) {
  return (
    <>
      <p aria-live="polite" className="text-faint w-full px-2 text-xs">
        Repeats {readBack(rule)}.
      </p>
      <CountsFrom {...of} />
    </>
  );
}

function CountsFrom({ task, onChange }: RecurrencePickerProps) {
  return (
    <select
      aria-label="The next one counts from"
      className={`${CONTROL} text-faint`}
      value={task.recurs_from ?? "due"}
      onChange={(event) => {
        onChange({ recurs_from: event.target.value as "due" | "completion" });
      }}
    >
      <option value="due">counted from the due date</option>
      <option value="completion">counted from when it is done</option>
    </select>
  );
}

function commonRules(day: string): { rule: string; name: string }[] {
  const weekday = weekdayOf(day);
  return [
    { rule: "FREQ=DAILY", name: "Every day" },
    { rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", name: "Every workday" },
    { rule: `FREQ=WEEKLY;BYDAY=${weekday}`, name: `Every week on ${weekdayName(weekday)}` },
    { rule: "FREQ=MONTHLY", name: "Every month" },
    { rule: "FREQ=YEARLY", name: "Every year" },
  ];
}
