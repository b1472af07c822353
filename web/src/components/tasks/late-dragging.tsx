"use client";

import { useEffect, useState } from "react";

import { late } from "@/components/ui/late";
import { holdPress } from "@/lib/held-press";
import { useAwake } from "@/lib/use-awake";

const DragLayer = late(() =>
  import("@/components/tasks/drag-layer").then((module) => module.DragLayer),
);

/** Fetches what drags tasks when somebody begins to use the page; what is pressed meanwhile counts. */
export function LateDragging() {
  const awake = useAwake();
  const [ready, setReady] = useState(false);
  useEffect(() => (ready ? undefined : holdPress()), [ready]);
  return (
    awake && (
      <DragLayer
        onReady={() => {
          setReady(true);
        }}
      />
    )
  );
}
