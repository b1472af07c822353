"use client";

import * as Radix from "@radix-ui/react-dropdown-menu";
import { ArrowDownUp } from "lucide-react";

import { MENU_ITEM, MenuContent, MenuTick } from "@/components/ui/menu";
import { SORTS, type Sort } from "@/lib/views";

interface SortMenuProps {
  sort: Sort;
  onChange: (sort: Sort) => void;
}

/** In which order a list stands. */
export function SortMenu({ sort, onChange }: SortMenuProps) {
  const name = SORTS.find((one) => one.id === sort)?.label;
  return (
    <Radix.Root>
      <Radix.Trigger
        aria-label={`Sorted by: ${name}`}
        title={`Sorted by: ${name}`}
        className="text-faint hover:text-ink hover:bg-brand-soft grid size-8 place-items-center rounded-lg"
      >
        <ArrowDownUp className="size-4" aria-hidden="true" />
      </Radix.Trigger>
      <MenuContent>
        <Radix.RadioGroup
          value={sort}
          onValueChange={(next) => {
            onChange(next as Sort);
          }}
        >
          {SORTS.map(({ id, label }) => (
            <Radix.RadioItem key={id} value={id} className={MENU_ITEM}>
              {label}
              <MenuTick />
            </Radix.RadioItem>
          ))}
        </Radix.RadioGroup>
      </MenuContent>
    </Radix.Root>
  );
}
