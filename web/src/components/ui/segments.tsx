"use client";

interface SegmentsProps<T extends string | number> {
  /** What is chosen, as screen readers say it. */
  label: string;
  options: readonly { id: T; label: string }[];
  chosen: T;
  onChange: (id: T) => void;
}

/** A choice of few things that all are in sight. */
export function Segments<T extends string | number>(props: SegmentsProps<T>) {
  const { label, options, chosen, onChange } = props;
  return (
    <div
      role="group"
      aria-label={label}
      className="bg-card border-line flex rounded-lg border p-0.5"
    >
      {options.map((option) => (
        <button
          key={option.id}
          type="button"
          aria-pressed={chosen === option.id}
          className="text-faint aria-pressed:bg-brand-soft aria-pressed:text-ink min-h-7 rounded-md px-2.5 text-sm aria-pressed:font-medium"
          onClick={() => {
            onChange(option.id);
          }}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
