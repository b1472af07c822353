import type { ReactNode } from "react";

/** The look of a control in the list of properties. */
export const CONTROL =
  "min-h-8 min-w-0 rounded-md border border-transparent bg-transparent px-1.5 text-sm hover:border-line focus:border-line";

interface PropertyProps {
  label: string;
  /** The control that the label names; a group names itself. */
  htmlFor?: string;
  children: ReactNode;
}

/** One property of a task: its name, and what changes it. */
export function Property({ label, htmlFor, children }: PropertyProps) {
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-start gap-2">
      {htmlFor ? (
        <label htmlFor={htmlFor} className="text-faint pt-1.5 text-sm">
          {label}
        </label>
      ) : (
        <span className="text-faint pt-1.5 text-sm">{label}</span>
      )}
      <div className="flex min-h-8 min-w-0 flex-wrap items-center gap-1">{children}</div>
    </div>
  );
}
