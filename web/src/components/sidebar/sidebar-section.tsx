"use client";

import { Plus } from "lucide-react";
import { useId, type ReactNode } from "react";

import { Button } from "@/components/ui/button";

interface SidebarSectionProps {
  title: string;
  /** What the button beside the title does. */
  add?: { label: string; run: () => void };
  children: ReactNode;
}

/** Lists of one kind, under their name. */
export function SidebarSection({ title, add, children }: SidebarSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-4">
      <div className="flex min-h-8 items-center justify-between pl-2.5">
        <h2 id={id} className="text-faint text-xs font-semibold">
          {title}
        </h2>
        {add && (
          <Button look="quiet" className="!min-h-8 w-8" aria-label={add.label} onClick={add.run}>
            <Plus className="size-4" aria-hidden="true" />
          </Button>
        )}
      </div>
      <ul className="grid gap-px">{children}</ul>
    </section>
  );
}
