"use client";

import { Search } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useDeferredValue, useEffect, useRef, useState } from "react";

import { ListFailure } from "@/components/tasks/list-failure";
import { TaskOpener } from "@/components/tasks/task-opener";
import { Tick } from "@/components/tasks/tick";
import { MarkedText } from "@/components/ui/marked-text";
import { addressWith } from "@/lib/address";
import type { Found } from "@/lib/api-client";
import { useSearch } from "@/lib/use-tasks";

/** Finds tasks by words; the words stand in the address. */
export function SearchScreen() {
  // The address follows what is typed; it is too slow to be typed into.
  const [text, setText] = useState(useSearchParams().get("q") ?? "");
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, []);
  return (
    <>
      <h1 className="mb-3 text-xl font-semibold tracking-tight">Search</h1>
      <label className="border-line bg-card flex items-center gap-2 rounded-xl border px-3">
        <Search className="text-faint size-4" aria-hidden="true" />
        <span className="sr-only">Search tasks</span>
        <input
          ref={box}
          type="search"
          placeholder="Words of a title or of notes"
          maxLength={200}
          className="placeholder:text-faint w-full bg-transparent py-2 outline-none"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            window.history.replaceState(null, "", addressWith("q", event.target.value || null));
          }}
        />
      </label>
      <Results text={useDeferredValue(text)} />
    </>
  );
}

function Results({ text }: { text: string }) {
  const search = useSearch(text);
  if (text.trim() === "") {
    return (
      <p className="text-faint py-8 text-center text-sm text-balance">
        Beginnings of words are enough, and slips of the pen are forgiven. For more, such as
        “due:week -#work”, keep a filter in the sidebar.
      </p>
    );
  }
  if (search.isError)
    return <ListFailure error={search.error} onRetry={() => void search.refetch()} />;
  if (!search.data) return <p className="text-faint py-8 text-center">Searching…</p>;
  if (search.data.length === 0) return <p className="py-8 text-center">Nothing here.</p>;
  return (
    <ul aria-label="Tasks" className="divide-line mt-2 divide-y">
      {search.data.map((found) => (
        <Result key={found.task.id} found={found} />
      ))}
    </ul>
  );
}

function Result({ found: { task, highlights, how } }: { found: Found }) {
  const marks = highlights.map(([start, end]) => ({
    start: start ?? 0,
    end: end ?? 0,
    className: "bg-brand-soft! rounded-sm font-medium",
  }));
  return (
    <li data-task={task.id} className="flex items-start gap-3 py-2">
      <span className="mt-1">
        <Tick task={task} />
      </span>
      <TaskOpener task={task}>
        <span className={`block wrap-anywhere ${task.state === "done" ? "line-through" : ""}`}>
          <MarkedText text={task.title} marks={marks} />
          {how === "similar" && <span className="text-faint text-sm"> · similar words</span>}
        </span>
      </TaskOpener>
    </li>
  );
}
