interface TickBoxProps {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
  /** One of several in a row, or the only one of its name. */
  kind?: "checkbox" | "radio";
  name?: string;
}

/** A box to tick, its words beside it. */
export function TickBox({ label, on, onChange, kind = "checkbox", name }: TickBoxProps) {
  return (
    <label className="flex min-h-6 items-center gap-2 text-sm">
      <input
        type={kind}
        name={name}
        checked={on}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      {label}
    </label>
  );
}
