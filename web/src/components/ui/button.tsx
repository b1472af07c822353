import type { ComponentProps } from "react";

type Look = "primary" | "plain" | "quiet" | "danger";

const LOOKS: Record<Look, string> = {
  primary: "bg-brand text-brand-ink hover:brightness-95 px-3.5 py-2 font-medium",
  plain: "border border-line bg-card hover:bg-page px-3.5 py-2 font-medium",
  quiet: "text-faint hover:text-ink hover:bg-brand-soft p-1.5",
  danger: "bg-late text-card hover:brightness-95 px-3.5 py-2 font-medium",
};

interface ButtonProps extends ComponentProps<"button"> {
  look?: Look;
}

/** The classes of a button, for what is a button of another make. */
export function buttonLook(look: Look, className = ""): string {
  return `inline-flex min-h-9 items-center justify-center gap-1.5 rounded-lg text-sm transition-colors disabled:opacity-50 ${LOOKS[look]} ${className}`;
}

/** A button; it does not submit a form unless it says so. */
export function Button({ look = "plain", className = "", ...rest }: ButtonProps) {
  return <button type="button" className={buttonLook(look, className)} {...rest} />;
}
