"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { toTags } from "@/components/tasks/detail-fields";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal } from "@/components/ui/modal";
import { useTags } from "@/lib/use-tasks";

interface BulkTagsDialogProps {
  onPick: (tags: string[], add: boolean) => void;
  onClose: () => void;
}

/** Which tags the selected tasks get, or lose. */
export function BulkTagsDialog({ onPick, onClose }: BulkTagsDialogProps) {
  const t = useTranslations();
  const { data: known = [] } = useTags();
  const [text, setText] = useState("");
  const tags = toTags(text);
  const pick = (add: boolean) => {
    onPick(tags, add);
    onClose();
  };
  return (
    <Modal title={t("tasks.tagsOfSelected")} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (tags.length > 0) pick(true);
        }}
      >
        <Field
          label={t("tasks.tags")}
          placeholder={t("tasks.tagsExample")}
          list="known-tags"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        <datalist id="known-tags">
          {known.map(({ name }) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <div className="mt-4 flex justify-end gap-2">
          <Button
            disabled={tags.length === 0}
            onClick={() => {
              pick(false);
            }}
          >
            {t("tasks.takeOff")}
          </Button>
          <Button look="primary" type="submit" disabled={tags.length === 0}>
            {t("do.add")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
