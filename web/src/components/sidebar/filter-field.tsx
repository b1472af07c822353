"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";

import { INPUT } from "@/components/ui/field";
import { MarkedText } from "@/components/ui/marked-text";
import type { FilterCheck } from "@/lib/filters-api";

interface FilterFieldProps {
  text: string;
  check: FilterCheck | undefined;
  onChange: (text: string) => void;
}

/** What stands where something is missing at the end. */
const MISSING = "…";
const EXAMPLES = ["due:week -#work", "overdue priority:high", "(#home or #garden) due:none"];

/** Where a filter is written: it says how the text is understood, or where it goes wrong. */
export function FilterField({ text, check, onChange }: FilterFieldProps) {
  const t = useTranslations();
  const id = useId();
  const shown = text.trim() === "" ? undefined : check;
  return (
    <div>
      <label htmlFor={id} className="text-faint mb-1 block text-sm">
        {t("sidebar.filter")}
      </label>
      <input
        id={id}
        required
        maxLength={500}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        placeholder={EXAMPLES[0]}
        aria-invalid={shown?.ok === false}
        aria-describedby={`${id}-reading`}
        className={`${INPUT} font-mono text-sm`}
        value={text}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      <div id={`${id}-reading`} aria-live="polite" className="mt-2 min-h-12 text-sm">
        {shown ? <Reading text={text} check={shown} /> : <Examples onPick={onChange} />}
      </div>
    </div>
  );
}

function Reading({ text, check }: { text: string; check: FilterCheck }) {
  const t = useTranslations();
  if (check.ok) {
    const marks = check.spans.map((span) => ({
      ...span,
      className: "!bg-brand-soft rounded px-0.5",
    }));
    return (
      <>
        <span className="text-faint">{t("sidebar.understoodAs")}</span>
        <code className="wrap-anywhere">
          {check.canonical === text ? <MarkedText text={text} marks={marks} /> : check.canonical}
        </code>
      </>
    );
  }
  const end = Math.max(check.end, check.start + 1);
  const className = "text-late! underline decoration-wavy";
  return (
    <>
      <code className="block wrap-anywhere whitespace-pre-wrap">
        <MarkedText text={`${text}${MISSING}`} marks={[{ start: check.start, end, className }]} />
      </code>
      <span className="text-late">{check.detail}</span>
    </>
  );
}

function Examples({ onPick }: { onPick: (text: string) => void }) {
  const t = useTranslations();
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <span className="text-faint">{t("sidebar.forExample")}</span>
      {EXAMPLES.map((example) => (
        <button
          key={example}
          type="button"
          className="border-line hover:border-brand rounded-full border px-2 py-1 font-mono text-xs"
          onClick={() => {
            onPick(example);
          }}
        >
          {example}
        </button>
      ))}
    </span>
  );
}
