"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { TaskLink } from "@/components/chat/task-link";
import { Button } from "@/components/ui/button";
import type { ToldTask } from "@/lib/tool-words";

interface TaskLinksProps {
  tasks: readonly ToldTask[];
  /** Titles of tasks that are gone, when there is nothing to open. */
  titles?: readonly string[];
  /** How many there are, though only the first are known. */
  count?: number;
}

const FIRST = 3;

/** The tasks that it was about: the first of them, and the others when asked. */
export function TaskLinks({ tasks, titles = [], count = tasks.length }: TaskLinksProps) {
  const t = useTranslations();
  const [all, setAll] = useState(false);
  const rows =
    tasks.length > 0
      ? tasks.map((task) => <TaskLink key={task.id} id={task.id} title={task.title} />)
      : titles.map((title, index) => <span key={index}>{title}</span>);
  if (rows.length === 0) return null;
  const shown = all ? rows : rows.slice(0, FIRST);
  const unknown = count - rows.length;
  return (
    <div className="grid justify-items-start gap-1 text-sm">
      <ul className="grid gap-1">
        {shown.map((row) => (
          <li key={row.key} className="wrap-anywhere">
            {row}
          </li>
        ))}
        {all && unknown > 0 && (
          <li className="text-faint">{t("chat.andMore", { count: unknown })}</li>
        )}
      </ul>
      {rows.length > FIRST && (
        <Button
          look="quiet"
          className="-ml-1.5"
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? t("do.showFewer") : t("do.showSoMany", { count: rows.length - FIRST })}
        </Button>
      )}
    </div>
  );
}
