"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { HistoryList } from "@/components/detail/history-list";
import { NotesField } from "@/components/detail/notes-field";
import { Properties } from "@/components/detail/properties";
import { SubtaskList } from "@/components/detail/subtask-list";
import { TitleField } from "@/components/detail/title-field";
import { Tick } from "@/components/tasks/tick";
import { Button } from "@/components/ui/button";
import type { Task } from "@/lib/api-client";
import { instantText } from "@/lib/dates";
import { useOpenTask } from "@/lib/use-open-task";
import { useTask, useTaskActions } from "@/lib/use-tasks";
import { useWords } from "@/lib/words";

/** All of a task, each part changed where it stands. */
export function TaskDetails({ task }: { task: Task }) {
  const words = useWords();
  const { t } = words;
  const [history, setHistory] = useState(false);
  return (
    <div className="grid grid-cols-1 gap-4 px-4 pb-8">
      {task.parent_id && <Parent id={task.parent_id} />}
      {task.deleted_at && <OutOfSight task={task} verb="restore" text={t("detail.inTrash")} />}
      {task.archived_at && !task.deleted_at && (
        <OutOfSight task={task} verb="unarchive" text={t("detail.isArchived")} />
      )}
      <div className="flex items-start gap-3">
        <span className="mt-2">
          <Tick task={task} />
        </span>
        <div className="min-w-0 flex-1">
          <TitleField task={task} />
        </div>
      </div>
      <NotesField task={task} />
      <Properties task={task} />
      <SubtaskList task={task} />
      <section aria-label={t("detail.history")}>
        <button
          type="button"
          aria-expanded={history}
          className="text-faint hover:text-ink flex min-h-8 items-center gap-1 text-xs font-semibold"
          onClick={() => {
            setHistory(!history);
          }}
        >
          <ChevronRight
            className={`size-4 transition-transform ${history ? "rotate-90" : ""}`}
            aria-hidden="true"
          />
          {t("detail.history")}
        </button>
        {history && <HistoryList taskId={task.id} />}
      </section>
      <p className="text-faint text-xs">
        {t("detail.added", { when: instantText(words, task.created_at) })}
      </p>
    </div>
  );
}

function Parent({ id }: { id: string }) {
  const t = useTranslations();
  const { data: parent } = useTask(id);
  const { open } = useOpenTask();
  if (!parent) return null;
  return (
    <p className="text-faint -mb-2 text-sm">
      {t("detail.partOf")}{" "}
      <button
        type="button"
        className="text-brand rounded text-left wrap-anywhere underline"
        onClick={() => {
          open(id);
        }}
      >
        {parent.title}
      </button>
    </p>
  );
}

interface OutOfSightProps {
  task: Task;
  verb: "restore" | "unarchive";
  text: string;
}

function OutOfSight({ task, verb, text }: OutOfSightProps) {
  const t = useTranslations();
  const { act } = useTaskActions();
  return (
    <div className="bg-warn-soft flex items-center justify-between gap-2 rounded-lg py-1 pr-1 pl-3 text-sm">
      {text}
      <Button
        onClick={() => {
          act(task, verb);
        }}
      >
        {t("detail.bringItBack")}
      </Button>
    </div>
  );
}
