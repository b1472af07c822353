"use client";

import { useTranslations } from "next-intl";

import { CONTROL } from "@/components/detail/property";
import {
  FREQUENCIES,
  WEEKDAYS,
  weekdayName,
  type Frequency,
  type Repetition,
  type Weekday,
} from "@/lib/recurrence";
import { useWords } from "@/lib/words";

interface CustomRepetitionProps {
  repetition: Repetition;
  onChange: (repetition: Repetition) => void;
}

const LONGEST = 999;

/** An interval of one's own, and the days of the week. */
export function CustomRepetition({ repetition, onChange }: CustomRepetitionProps) {
  const t = useTranslations();
  const { frequency, interval, weekdays } = repetition;
  return (
    <fieldset className="flex w-full flex-wrap items-center gap-1 px-2 text-sm">
      <legend className="sr-only">{t("repetition.customLegend")}</legend>
      {t("repetition.every")}
      <input
        type="number"
        aria-label={t("repetition.interval")}
        min={1}
        max={LONGEST}
        className={`${CONTROL} border-line w-16`}
        value={interval}
        onChange={(event) => {
          const next = Math.round(event.target.valueAsNumber);
          if (next >= 1 && next <= LONGEST) onChange({ ...repetition, interval: next });
        }}
      />
      <select
        aria-label={t("repetition.unit")}
        className={`${CONTROL} border-line`}
        value={frequency}
        onChange={(event) => {
          onChange({ ...repetition, frequency: event.target.value as Frequency });
        }}
      >
        {FREQUENCIES.map((one) => (
          <option key={one} value={one}>
            {t(`units.${one}`)}
          </option>
        ))}
      </select>
      {frequency === "WEEKLY" && (
        <DaysOfWeek
          chosen={weekdays}
          onChange={(next) => {
            onChange({ ...repetition, weekdays: next });
          }}
        />
      )}
    </fieldset>
  );
}

interface DaysOfWeekProps {
  chosen: readonly Weekday[];
  onChange: (chosen: Weekday[]) => void;
}

function DaysOfWeek({ chosen, onChange }: DaysOfWeekProps) {
  const words = useWords();
  const { t } = words;
  return (
    <div
      role="group"
      aria-label={t("repetition.daysOfWeek")}
      className="flex w-full flex-wrap gap-0.5 pt-1"
    >
      {WEEKDAYS.map((day) => (
        <button
          key={day}
          type="button"
          aria-label={weekdayName(words, day)}
          aria-pressed={chosen.includes(day)}
          className="border-line aria-pressed:border-brand aria-pressed:bg-brand-soft size-8 rounded-full border text-xs"
          onClick={() => {
            const next = chosen.includes(day)
              ? chosen.filter((one) => one !== day)
              : [...chosen, day];
            onChange(next);
          }}
        >
          {weekdayName(words, day).slice(0, 2)}
        </button>
      ))}
    </div>
  );
}
