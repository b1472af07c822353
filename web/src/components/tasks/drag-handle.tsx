import { GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";

/** What a task is taken by; the keyboard moves it from here, too. */
export function DragHandle({
  title,
  className = "",
  ...handle
}: ComponentProps<"button"> & { title: string }) {
  const t = useTranslations();
  return (
    <button
      type="button"
      data-drag=""
      {...handle}
      aria-label={t("tasks.drag", { title })}
      className={`text-faint hover:text-ink h-6 w-5 cursor-grab place-items-center rounded opacity-0 group-hover:opacity-100 focus-visible:opacity-100 ${className}`}
    >
      <GripVertical className="size-4" aria-hidden="true" />
    </button>
  );
}
