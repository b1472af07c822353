"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";

import { CONTROL, Property } from "@/components/detail/property";
import { estimateText, parseEstimate } from "@/lib/estimates";

interface EstimateInputProps {
  minutes: number | null;
  onChange: (minutes: number | null) => void;
}

/** How long a task takes, written as 45m or 1h 30m. */
export function EstimateInput({ minutes, onChange }: EstimateInputProps) {
  const t = useTranslations();
  const id = useId();
  const saved = minutes === null ? "" : estimateText(t, minutes);
  const [typed, setTyped] = useState<string | null>(null);
  const unread = typed !== null && typed.trim() !== "" && parseEstimate(typed) === null;
  const save = () => {
    if (typed === null || unread) return;
    const next = parseEstimate(typed);
    setTyped(null);
    if (next !== minutes) onChange(next);
  };
  return (
    <Property label={t("detail.estimate")} htmlFor={id}>
      <input
        id={id}
        placeholder={t("estimate.example")}
        maxLength={20}
        aria-invalid={unread}
        aria-describedby={unread ? `${id}-help` : undefined}
        className={`${CONTROL} placeholder:text-faint w-24`}
        value={typed ?? saved}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === "Enter") save();
        }}
      />
      {unread && (
        <span id={`${id}-help`} className="text-late text-xs">
          {t("estimate.help")}
        </span>
      )}
    </Property>
  );
}
