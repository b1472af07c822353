"use client";

import { MenuItem } from "@/components/ui/menu";
import { addDays, dayHeading, isoDay } from "@/lib/dates";
import { useWords } from "@/lib/words";

/** The days that are chosen most, as lines of a menu. */
export function DueItems({ onPick }: { onPick: (day: string | null) => void }) {
  const words = useWords();
  const { t } = words;
  return (
    <>
      {choices().map(({ name, day }) => (
        <MenuItem
          key={name}
          onSelect={() => {
            onPick(day);
          }}
        >
          <span className="flex-1">{t(name)}</span>
          {day && (
            <span className="text-faint text-xs">{dayHeading(words, day).split(" · ").at(-1)}</span>
          )}
        </MenuItem>
      ))}
    </>
  );
}

function choices() {
  const today = isoDay(new Date());
  const weekday = new Date().getDay();
  return [
    { name: "day.today", day: today },
    { name: "day.tomorrow", day: addDays(today, 1) },
    { name: "day.nextMonday", day: addDays(today, (8 - weekday) % 7 || 7) },
    { name: "day.inAMonth", day: addDays(today, 30) },
    { name: "day.noDate", day: null },
  ] as const;
}
