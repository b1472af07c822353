"use client";

import { useEffect, useRef, useState, type ComponentProps } from "react";

import { MarkedText } from "@/components/ui/marked-text";
import type { DraftMark } from "@/lib/api-client";
import { useTypedBefore } from "@/lib/use-typed-before";

const SHAPE = "min-w-0 py-1 whitespace-pre";
const LOOK = "rounded-sm bg-brand/15 ring-2 ring-brand/15";

interface MarkedInputProps extends Omit<ComponentProps<"input">, "value" | "onChange"> {
  value: string;
  marks: readonly DraftMark[];
  onChange: (text: string) => void;
}

/** A text field in which the words that say something are marked while one types. */
export function MarkedInput({ value, marks, onChange, ...input }: MarkedInputProps) {
  const shown = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [focused, setFocused] = useState(false);
  useTypedBefore(field, value, onChange);
  useEffect(() => (focused ? keepAlongside(field.current, shown.current) : undefined), [focused]);
  return (
    <div className="relative min-w-0 flex-1">
      {/* The same text lies below the field; only its marks are seen. */}
      <div
        ref={shown}
        aria-hidden="true"
        className={`${SHAPE} pointer-events-none absolute inset-0 overflow-hidden text-transparent`}
      >
        <MarkedText
          text={value}
          marks={marks.map(({ start, end }) => ({ start, end, className: LOOK }))}
        />
      </div>
      <input
        {...input}
        ref={field}
        className={`${SHAPE} placeholder:text-faint relative w-full bg-transparent outline-none`}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        onFocus={() => {
          setFocused(true);
        }}
        onBlur={() => {
          setFocused(false);
        }}
      />
    </div>
  );
}

/** Scrolls what lies below a field as the field scrolls, which no event of a browser tells. */
function keepAlongside(field: HTMLElement | null, below: HTMLElement | null): () => void {
  let frame = 0;
  const follow = () => {
    if (field && below && below.scrollLeft !== field.scrollLeft) {
      below.scrollLeft = field.scrollLeft;
    }
    frame = requestAnimationFrame(follow);
  };
  follow();
  return () => {
    cancelAnimationFrame(frame);
    // Without the focus a field shows its beginning again.
    if (below) below.scrollLeft = 0;
  };
}
