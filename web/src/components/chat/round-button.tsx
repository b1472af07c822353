import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

interface RoundButtonProps {
  label: string;
  /** The key that does the same. */
  shortcut: string;
  onClick: () => void;
  children: ReactNode;
}

/** The one button at the end of the line one writes in. */
export function RoundButton({ label, shortcut, onClick, children }: RoundButtonProps) {
  const t = useTranslations();
  return (
    <button
      type="button"
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={t("chat.withKey", { label, key: shortcut })}
      className="bg-brand text-brand-ink grid size-8 shrink-0 place-items-center rounded-full"
      onClick={onClick}
    >
      {children}
    </button>
  );
}
