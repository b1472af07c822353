"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type KeyboardEvent } from "react";

import { Button } from "@/components/ui/button";
import { INPUT } from "@/components/ui/field";
import { SafeMarkdown } from "@/components/ui/safe-markdown";
import type { Task } from "@/lib/api-client";
import { useDraft } from "@/lib/use-draft";

/** Notes: Markdown that is shown as it is meant, and written as it is. */
export function NotesField({ task }: { task: Task }) {
  const t = useTranslations();
  const draft = useDraft(task, "notes");
  const [writing, setWriting] = useState(false);
  const begin = () => {
    draft.begin();
    setWriting(true);
  };
  if (writing) {
    const leave = (end: () => void) => () => {
      setWriting(false);
      end();
    };
    return <NotesEditor draft={draft} onSave={leave(draft.end)} onDiscard={leave(draft.discard)} />;
  }
  return (
    <section aria-label={t("detail.notes")}>
      {task.notes ? (
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1 text-sm">
            <SafeMarkdown text={task.notes} />
          </div>
          <Button look="quiet" aria-label={t("detail.editNotes")} onClick={begin}>
            <Pencil className="size-4" aria-hidden="true" />
          </Button>
        </div>
      ) : (
        <button
          type="button"
          className="text-faint hover:text-ink min-h-9 w-full rounded-md text-left text-sm"
          onClick={begin}
        >
          {t("detail.addNotes")}
        </button>
      )}
    </section>
  );
}

interface NotesEditorProps {
  draft: { text: string; write: (text: string) => void };
  onSave: () => void;
  onDiscard: () => void;
}

function NotesEditor({ draft, onSave, onDiscard }: NotesEditorProps) {
  const t = useTranslations();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      onDiscard();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onSave();
  };
  return (
    <div className="grid gap-2">
      <textarea
        aria-label={t("detail.notes")}
        rows={4}
        maxLength={20_000}
        placeholder={t("detail.notesHint")}
        className={`${INPUT} field-sizing-content max-h-96 text-sm`}
        // The person just asked to write here.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={draft.text}
        onChange={(event) => {
          draft.write(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onDiscard}>{t("do.cancel")}</Button>
        <Button look="primary" onClick={onSave}>
          {t("detail.saveNotes")}
        </Button>
      </div>
    </div>
  );
}
