"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SubmitEvent } from "react";

import { MarkedInput } from "@/components/tasks/marked-input";
import { Button } from "@/components/ui/button";
import { late } from "@/components/ui/late";
import type { TaskCreate } from "@/lib/api-client";
import { sentence } from "@/lib/problem";
import { useNewTask } from "@/lib/use-new-task";

const DraftReading = late(() =>
  import("@/components/tasks/draft-reading").then((module) => module.DraftReading),
);

const DetailFields = late(() =>
  import("@/components/tasks/detail-fields").then((module) => module.DetailFields),
);

interface QuickAddProps {
  /** What a task that is added in this list begins with. */
  fresh: Partial<TaskCreate>;
}

/** Adds a task: its words are read while one types, and fields below show what they say. */
export function QuickAdd({ fresh }: QuickAddProps) {
  const t = useTranslations();
  const { text, write, asTyped, setAsTyped, said, marks, details, choose, add, adding } =
    useNewTask(fresh);
  const typed = text.trim() !== "";
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (typed && !adding.isPending) add();
  };
  return (
    <form onSubmit={submit} className="bg-card border-line rounded-xl border p-1.5">
      <div className="flex items-center gap-2">
        <Plus className="text-brand ml-2 size-5 shrink-0" aria-hidden="true" />
        <MarkedInput
          aria-label={t("tasks.newTask")}
          placeholder={t("tasks.hint")}
          data-new-task=""
          maxLength={500}
          value={text}
          marks={marks}
          onChange={write}
        />
        {typed ? (
          <Button look="primary" type="submit" disabled={adding.isPending}>
            {t("do.add")}
          </Button>
        ) : (
          // Enter, before the scripts are here, would send the form away.
          <button type="submit" disabled hidden />
        )}
      </div>
      {typed && (
        <div className="border-line mt-2 border-t px-2 pt-3 pb-1">
          <DetailFields details={details} onChange={choose} />
          <DraftReading
            said={said}
            asTyped={asTyped}
            marked={marks.length > 0}
            onAsTyped={setAsTyped}
          />
        </div>
      )}
      {adding.isError && (
        <p role="alert" className="text-late px-2 py-1 text-sm">
          {sentence(adding.error, t)}
        </p>
      )}
    </form>
  );
}
