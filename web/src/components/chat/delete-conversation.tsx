"use client";

import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { sentence } from "@/lib/problem";
import { useConversationActions } from "@/lib/use-conversations";

interface DeleteConversationProps {
  id: string;
  title: string;
  onGone: () => Promise<void>;
  onClose: () => void;
}

/** Asks before what was said is deleted for good. */
export function DeleteConversation({ id, title, onGone, onClose }: DeleteConversationProps) {
  const t = useTranslations();
  const { remove } = useConversationActions();
  const onDelete = () => {
    remove.mutate(id, {
      onSuccess: () => {
        onClose();
        void onGone();
      },
    });
  };
  return (
    <Modal title={t("chat.deleteTitle")} onClose={onClose}>
      <p className="mb-1 font-medium wrap-anywhere">{title}</p>
      <p className="text-faint mb-4 text-sm">{t("chat.deleteText")}</p>
      {remove.isError && (
        <p role="alert" className="text-late mb-3 text-sm">
          {sentence(remove.error, t)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t("do.keep")}</Button>
        <Button look="danger" disabled={remove.isPending} onClick={onDelete}>
          {t("do.delete")}
        </Button>
      </div>
    </Modal>
  );
}
