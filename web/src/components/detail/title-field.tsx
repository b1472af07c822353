"use client";

import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";

import type { Task } from "@/lib/api-client";
import { useDraft } from "@/lib/use-draft";

/** The title, which is changed where it stands: Enter saves, Escape leaves it as it was. */
export function TitleField({ task }: { task: Task }) {
  const t = useTranslations();
  const draft = useDraft(task, "title");
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      event.currentTarget.blur();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      draft.discard();
    }
  };
  return (
    <textarea
      aria-label={t("detail.title")}
      rows={1}
      maxLength={500}
      className="hover:border-line focus:border-line -mx-2 field-sizing-content w-[calc(100%+1rem)] resize-none rounded-md border border-transparent bg-transparent px-2 py-1 text-lg leading-snug font-semibold"
      value={draft.text}
      onFocus={draft.begin}
      onChange={(event) => {
        draft.write(event.target.value.replaceAll("\n", " "));
      }}
      onBlur={draft.end}
      onKeyDown={onKeyDown}
    />
  );
}
