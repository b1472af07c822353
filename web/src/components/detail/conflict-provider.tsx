"use client";

import { useState, type ReactNode } from "react";

import { late } from "@/components/ui/late";
import { ConflictContext } from "@/lib/conflict-context";
import type { Conflict } from "@/lib/conflicts";

const ConflictDialog = late(() =>
  import("@/components/detail/conflict-dialog").then((module) => module.ConflictDialog),
);

/** Asks which version stays when a task was changed in two places. */
export function ConflictProvider({ children }: { children: ReactNode }) {
  const [conflict, setConflict] = useState<Conflict | null>(null);
  return (
    <ConflictContext value={setConflict}>
      {children}
      {conflict && (
        <ConflictDialog
          conflict={conflict}
          onClose={() => {
            setConflict(null);
          }}
        />
      )}
    </ConflictContext>
  );
}
