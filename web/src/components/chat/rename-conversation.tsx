"use client";

import { useTranslations } from "next-intl";
import { useState, type SubmitEvent } from "react";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal } from "@/components/ui/modal";
import { sentence } from "@/lib/problem";
import { useConversationActions } from "@/lib/use-conversations";

const LONGEST = 80;

interface RenameConversationProps {
  id: string;
  title: string;
  onClose: () => void;
}

/** Asks for another title. */
export function RenameConversation({ id, title, onClose }: RenameConversationProps) {
  const t = useTranslations();
  const [text, setText] = useState(title);
  const { rename } = useConversationActions();
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (text.trim()) rename.mutate({ id, title: text.trim() }, { onSuccess: onClose });
  };
  return (
    <Modal title={t("chat.renameTitle")} onClose={onClose}>
      <form onSubmit={onSubmit} className="grid gap-4">
        <Field
          label={t("chat.title")}
          value={text}
          maxLength={LONGEST}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        {rename.isError && (
          <p role="alert" className="text-late text-sm">
            {sentence(rename.error, t)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("do.cancel")}</Button>
          <Button type="submit" look="primary" disabled={rename.isPending || !text.trim()}>
            {t("do.rename")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
