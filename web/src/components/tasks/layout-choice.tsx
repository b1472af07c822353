"use client";

import { CalendarRange, Kanban, List } from "lucide-react";
import { useTranslations } from "next-intl";

import type { Layout, View } from "@/lib/views";

interface LayoutChoiceProps {
  layouts: View["layouts"];
  layout: Layout;
  onChange: (layout: Layout) => void;
}

const LAYOUTS = {
  list: { label: "tasks.list", Icon: List },
  board: { label: "tasks.board", Icon: Kanban },
  week: { label: "tasks.week", Icon: CalendarRange },
} as const;

/** List, board or week. */
export function LayoutChoice({ layouts, layout, onChange }: LayoutChoiceProps) {
  const t = useTranslations();
  if (layouts.length < 2) return null;
  return (
    <div
      role="group"
      aria-label={t("tasks.layout")}
      className="bg-card border-line flex rounded-lg border p-0.5"
    >
      {layouts.map((one) => {
        const { label, Icon } = LAYOUTS[one];
        return (
          <button
            key={one}
            type="button"
            aria-label={t(label)}
            title={t(label)}
            aria-pressed={layout === one}
            className="text-faint aria-pressed:bg-brand-soft aria-pressed:text-ink grid size-7 place-items-center rounded-md"
            onClick={() => {
              onChange(one);
            }}
          >
            <Icon className="size-4" aria-hidden="true" />
          </button>
        );
      })}
    </div>
  );
}
