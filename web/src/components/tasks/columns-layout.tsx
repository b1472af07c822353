"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";

import { ColumnView } from "@/components/tasks/column-view";
import { Button } from "@/components/ui/button";
import { boardColumns, mondayOf, weekColumns } from "@/lib/columns";
import { addDays, isoDay } from "@/lib/dates";
import type { View } from "@/lib/views";
import { useWords } from "@/lib/words";

interface ColumnsLayoutProps {
  view: View;
  layout: "board" | "week";
}

/** A list side by side: by priority, or by the days of a week. */
export function ColumnsLayout({ view, layout }: ColumnsLayoutProps) {
  const words = useWords();
  const [monday, setMonday] = useState(() => mondayOf(isoDay(new Date())));
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Where not all days fit, today is in sight.
    row.current
      ?.querySelector("[aria-current=date]")
      ?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [monday]);
  const columns = layout === "board" ? boardColumns(words, view) : weekColumns(words, view, monday);
  return (
    <div data-wide="">
      {layout === "week" && <WeekPaging monday={monday} onChange={setMonday} />}
      <div ref={row} className="flex flex-col gap-2 overflow-x-auto pb-2 md:flex-row">
        {columns.map((column) => (
          <ColumnView key={column.key} column={column} />
        ))}
      </div>
    </div>
  );
}

function WeekPaging({ monday, onChange }: { monday: string; onChange: (monday: string) => void }) {
  const t = useTranslations();
  return (
    <div className="mb-2 flex items-center gap-1">
      <Button
        look="quiet"
        aria-label={t("day.weekBefore")}
        onClick={() => {
          onChange(addDays(monday, -7));
        }}
      >
        <ChevronLeft className="size-4" aria-hidden="true" />
      </Button>
      <Button
        look="quiet"
        className="px-2.5"
        onClick={() => {
          onChange(mondayOf(isoDay(new Date())));
        }}
      >
        {t("day.thisWeek")}
      </Button>
      <Button
        look="quiet"
        aria-label={t("day.weekAfter")}
        onClick={() => {
          onChange(addDays(monday, 7));
        }}
      >
        <ChevronRight className="size-4" aria-hidden="true" />
      </Button>
    </div>
  );
}
