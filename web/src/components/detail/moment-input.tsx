"use client";

import { useState } from "react";

import { CONTROL } from "@/components/detail/property";

interface MomentInputProps {
  id?: string;
  label?: string;
  type: "date" | "time";
  value: string | null | undefined;
  onChange: (value: string | null) => void;
}

/** While a year is typed it is 0002, 0020 and 0202 first. */
const FIRST_YEAR = 1970;

/** A day or a time of day that is saved as soon as it is whole. */
export function MomentInput({ id, label, type, value, onChange }: MomentInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      id={id}
      type={type}
      aria-label={label}
      className={CONTROL}
      value={typed ?? value ?? ""}
      onChange={({ target }) => {
        setTyped(target.value);
        if (target.validity.badInput) return;
        if (target.value === "") onChange(null);
        else if (type === "time" || Number(target.value.slice(0, 4)) >= FIRST_YEAR) {
          onChange(target.value);
        }
      }}
      onBlur={() => {
        setTyped(null);
      }}
    />
  );
}
