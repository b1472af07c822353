"use client";

import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";
import type { Change } from "@/lib/api-client";
import { instantText } from "@/lib/dates";
import { sentence } from "@/lib/problem";
import { changeText, fieldName, fieldText, touched } from "@/lib/task-words";
import { useHistory } from "@/lib/use-history";
import { useUndo } from "@/lib/use-undo";
import { useWords } from "@/lib/words";

/** What was done to a task, the newest first; what is not too old can be taken back. */
export function HistoryList({ taskId }: { taskId: string }) {
  const t = useTranslations();
  const history = useHistory(taskId);
  if (history.isPending) return <p className="text-faint text-sm">{t("app.loadingNow")}</p>;
  if (history.isError) return <p className="text-late text-sm">{sentence(history.error, t)}</p>;
  return (
    <>
      <ol className="grid gap-2">
        {history.data.map((change) => (
          <Entry key={change.id} change={change} />
        ))}
      </ol>
      {history.hasNextPage && (
        <Button
          className="mt-2"
          disabled={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t("detail.furtherBack")}
        </Button>
      )}
    </>
  );
}

function Entry({ change }: { change: Change }) {
  const words = useWords();
  const { t } = words;
  const undo = useUndo();
  const { before, after, undone_at } = change;
  return (
    <li className="flex items-start gap-2 text-sm">
      <div className={`min-w-0 flex-1 ${undone_at ? "text-faint line-through" : ""}`}>
        {changeText(t, change)}
        <span className="text-faint block text-xs">
          <time dateTime={change.created_at}>{instantText(words, change.created_at)}</time>
        </span>
        {before &&
          after &&
          touched(change).map((field) => (
            <span key={field} className="text-faint line-clamp-3 text-xs wrap-anywhere">
              {t("detail.changedTo", {
                field: fieldName(t, field),
                before: fieldText(words, before, field),
                after: fieldText(words, after, field),
              })}
            </span>
          ))}
      </div>
      {!undone_at && change.action !== "undo" && change.action !== "create" && (
        <Button
          look="quiet"
          className="px-2"
          onClick={() => {
            undo((one) => one.id === change.id);
          }}
        >
          {t("do.undo")}
        </Button>
      )}
    </li>
  );
}
