"use client";

import { Search } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useDeferredValue, useEffect, useRef, useState } from "react";

import { ListFailure } from "@/components/tasks/list-failure";
import { TaskOpener } from "@/components/tasks/task-opener";
import { Tick } from "@/components/tasks/tick";
import { MarkedText } from "@/components/ui/marked-text";
import { addressWith } from "@/lib/address";
import type { Found } from "@/lib/api-client";
import { useSearch } from "@/lib/use-tasks";
import { useTypedBefore } from "@/lib/use-typed-before";

/** Finds tasks by words; the words stand in the address. */
export function SearchScreen() {
  const t = useTranslations();
  // The address follows what is typed; it is too slow to be typed into.
  const [text, setText] = useState(useSearchParams().get("q") ?? "");
  const box = useRef<HTMLInputElement>(null);
  const write = (typed: string) => {
    setText(typed);
    window.history.replaceState(null, "", addressWith("q", typed || null));
  };
  useTypedBefore(box, text, write);
  useEffect(() => {
    box.current?.focus();
  }, []);
  return (
    <>
      <h1 className="mb-3 text-xl font-semibold tracking-tight">{t("lists.search")}</h1>
      <label className="border-line bg-card flex items-center gap-2 rounded-xl border px-3">
        <Search className="text-faint size-4" aria-hidden="true" />
        <span className="sr-only">{t("tasks.searchLabel")}</span>
        <input
          ref={box}
          type="search"
          placeholder={t("tasks.searchHint")}
          maxLength={200}
          className="placeholder:text-faint w-full bg-transparent py-2 outline-none"
          value={text}
          onChange={(event) => {
            write(event.target.value);
          }}
        />
      </label>
      <Results text={useDeferredValue(text)} />
    </>
  );
}

function Results({ text }: { text: string }) {
  const t = useTranslations();
  const search = useSearch(text);
  if (text.trim() === "") {
    return (
      <p className="text-faint py-8 text-center text-sm text-balance">{t("tasks.searchHelp")}</p>
    );
  }
  if (search.isError)
    return <ListFailure error={search.error} onRetry={() => void search.refetch()} />;
  if (!search.data) return <p className="text-faint py-8 text-center">{t("tasks.searching")}</p>;
  if (search.data.length === 0) return <p className="py-8 text-center">{t("tasks.nothingHere")}</p>;
  return (
    <ul aria-label={t("tasks.tasks")} className="divide-line mt-2 divide-y">
      {search.data.map((found) => (
        <Result key={found.task.id} found={found} />
      ))}
    </ul>
  );
}

function Result({ found: { task, highlights, how } }: { found: Found }) {
  const t = useTranslations();
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
          {how === "similar" && <span className="text-faint text-sm">{t("tasks.similar")}</span>}
        </span>
      </TaskOpener>
    </li>
  );
}
