import { useId, type InputHTMLAttributes } from "react";

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
}

/** The look of everything one can type into. */
export const INPUT =
  "w-full rounded-lg border border-line bg-card px-3 py-2 text-ink placeholder:text-faint";

/** A labelled input. */
export function Field({ label, className = "", ...rest }: FieldProps) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="text-faint mb-1 block text-sm">
        {label}
      </label>
      <input id={id} className={INPUT} {...rest} />
    </div>
  );
}
