"use client";

import { useCallback, useMemo, useRef, useState } from "react";

/** Which tasks of a list are chosen for a change of all of them. */
export interface Selection {
  ids: ReadonlySet<string>;
  /** Takes a task in or out; with `range` all from the last one to it come in. */
  toggle: (id: string, range?: boolean) => void;
  selectAll: () => void;
  clear: () => void;
}

/** A selection among the tasks that a list shows, in their order. */
export function useSelection(shown: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const toggle = useCallback(
    (id: string, range = false) => {
      const from = range && last.current ? shown.indexOf(last.current) : -1;
      last.current = id;
      setChosen((before) => {
        const next = new Set(before);
        if (from >= 0) between(shown, from, shown.indexOf(id)).forEach((one) => next.add(one));
        else if (!next.delete(id)) next.add(id);
        return next;
      });
    },
    [shown],
  );
  const clear = useCallback(() => {
    setChosen(new Set());
  }, []);
  const selectAll = useCallback(() => {
    setChosen(new Set(shown));
  }, [shown]);
  // What is no longer shown must not be changed unseen.
  const ids = useMemo(() => new Set(shown.filter((id) => chosen.has(id))), [shown, chosen]);
  return { ids, toggle, selectAll, clear };
}

function between(all: readonly string[], from: number, to: number): readonly string[] {
  return all.slice(Math.min(from, to), Math.max(from, to) + 1);
}
