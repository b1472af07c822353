"use client";

import { MenuItem } from "@/components/ui/menu";
import { addDays, dayHeading, isoDay } from "@/lib/dates";

/** The days that are chosen most, as lines of a menu. */
export function DueItems({ onPick }: { onPick: (day: string | null) => void }) {
  return (
    <>
      {choices().map(({ name, day }) => (
        <MenuItem
          key={name}
          onSelect={() => {
            onPick(day);
          }}
        >
          <span className="flex-1">{name}</span>
          {day && <span className="text-faint text-xs">{dayHeading(day).split(" · ").at(-1)}</span>}
        </MenuItem>
      ))}
    </>
  );
}

function choices(): { name: string; day: string | null }[] {
  const today = isoDay(new Date());
  const weekday = new Date().getDay();
  return [
    { name: "Today", day: today },
    { name: "Tomorrow", day: addDays(today, 1) },
    { name: "Next Monday", day: addDays(today, (8 - weekday) % 7 || 7) },
    { name: "In a month", day: addDays(today, 30) },
    { name: "No date", day: null },
  ];
}
