"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";

import { CustomRepetition } from "@/components/detail/custom-repetition";
import { CONTROL, Property } from "@/components/detail/property";
import type { Task, TaskUpdate } from "@/lib/api-client";
import { isoDay } from "@/lib/dates";
import { fromRule, readBack, toRule, weekdayName, weekdayOf } from "@/lib/recurrence";
import { useWords, type Words } from "@/lib/words";

interface RecurrencePickerProps {
  task: Task;
  onChange: (changes: TaskUpdate) => void;
}

const CUSTOM = "custom";

/** How a task repeats: common rules, one's own weekdays and intervals, read back in words. */
export function RecurrencePicker({ task, onChange }: RecurrencePickerProps) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const [custom, setCustom] = useState(false);
  const day = task.due_date ?? isoDay(new Date());
  const rule = task.recurrence ?? "";
  const common = commonRules(words, day);
  const isCommon = rule === "" || common.some((one) => one.rule === rule);
  const shown = fromRule(rule) ?? { frequency: "WEEKLY", interval: 1, weekdays: [weekdayOf(day)] };
  const choose = (next: string) => {
    setCustom(next === CUSTOM);
    if (next === CUSTOM) return;
    // What repeats has to begin somewhere.
    onChange(next ? { recurrence: next, due_date: day } : { recurrence: null });
  };
  return (
    <Property label={t("repetition.label")} htmlFor={id}>
      <select
        id={id}
        className={`${CONTROL} max-w-full`}
        value={custom || !isCommon ? CUSTOM : rule}
        onChange={(event) => {
          choose(event.target.value);
        }}
      >
        <option value="">{t("repetition.never")}</option>
        {common.map((one) => (
          <option key={one.rule} value={one.rule}>
            {one.name}
          </option>
        ))}
        <option value={CUSTOM}>{t("repetition.custom")}</option>
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
  const words = useWords();
  const { t } = words;
  return (
    <>
      <p aria-live="polite" className="text-faint w-full px-2 text-xs">
        {t("repetition.readBack", { rule: readBack(words, rule) })}
      </p>
      <CountsFrom {...of} />
    </>
  );
}

function CountsFrom({ task, onChange }: RecurrencePickerProps) {
  const t = useTranslations();
  return (
    <select
      aria-label={t("repetition.countsFrom")}
      className={`${CONTROL} text-faint`}
      value={task.recurs_from ?? "due"}
      onChange={(event) => {
        onChange({ recurs_from: event.target.value as "due" | "completion" });
      }}
    >
      <option value="due">{t("repetition.fromDue")}</option>
      <option value="completion">{t("repetition.fromDone")}</option>
    </select>
  );
}

function commonRules(words: Words, day: string): { rule: string; name: string }[] {
  const { t } = words;
  const weekday = weekdayOf(day);
  const weekly = t("repetition.weekly", { day: weekdayName(words, weekday) });
  return [
    { rule: "FREQ=DAILY", name: t("repetition.daily") },
    { rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", name: t("repetition.workdays") },
    { rule: `FREQ=WEEKLY;BYDAY=${weekday}`, name: weekly },
    { rule: "FREQ=MONTHLY", name: t("repetition.monthly") },
    { rule: "FREQ=YEARLY", name: t("repetition.yearly") },
  ];
}
