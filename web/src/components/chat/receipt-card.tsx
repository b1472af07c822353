"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { TaskLink } from "@/components/chat/task-link";
import { TaskLinks } from "@/components/chat/task-links";
import { Button } from "@/components/ui/button";
import { sentence } from "@/lib/problem";
import { tasksIn } from "@/lib/tool-words";
import { useTaskActions } from "@/lib/use-tasks";
import type { Receipt, ToolPart } from "@/types/chat";

interface ReceiptCardProps {
  part: ToolPart;
  receipt: Receipt;
}

/** What was done, from the stored result and never from what the model says; and its undo. */
export function ReceiptCard({ part, receipt }: ReceiptCardProps) {
  const t = useTranslations();
  const { undo } = useTaskActions();
  const [undone, setUndone] = useState(receipt.undone);
  const { change_id, count, titles } = receipt;
  const onSuccess = () => {
    setUndone(true);
  };
  const tasks = undone ? [] : tasksIn(part.output);
  return (
    <div
      data-receipt={receipt.action}
      className="border-line bg-page grid grid-cols-1 gap-1 rounded-xl border py-1.5 pr-1.5 pl-3 text-sm"
    >
      <div className="flex min-h-9 items-center gap-2.5">
        <CircleCheck className="text-done size-4 shrink-0" aria-hidden="true" />
        <span className={`min-w-0 flex-1 wrap-anywhere ${undone ? "text-faint line-through" : ""}`}>
          <Summary receipt={receipt} link={count === 1 ? tasks[0]?.id : undefined} />
        </span>
        {undone && <span className="text-faint px-2">{t("chat.undone")}</span>}
        {change_id && !undone && receipt.action !== "undo" && (
          <Button
            look="quiet"
            className="px-2.5"
            aria-label={t("chat.undoThis", { what: receipt.summary })}
            disabled={undo.isPending}
            onClick={() => {
              undo.mutate(change_id, { onSuccess });
            }}
          >
            {t("do.undo")}
          </Button>
        )}
      </div>
      {count > 1 && (
        <div className="pr-2 pb-1 pl-6.5">
          <TaskLinks tasks={tasks} titles={titles} count={count} />
        </div>
      )}
      {undo.isError && (
        <p role="alert" className="text-late pr-2 pb-1 pl-6.5">
          {sentence(undo.error, t)}
        </p>
      )}
    </div>
  );
}

/** The sentence; the title in it opens the task. */
function Summary({ receipt, link }: { receipt: Receipt; link: string | undefined }) {
  const { summary, title } = receipt;
  const at = title ? summary.indexOf(title) : -1;
  if (!link || at < 0) return summary;
  return (
    <>
      {summary.slice(0, at)}
      <TaskLink id={link} title={title} />
      {summary.slice(at + title.length)}
    </>
  );
}
