"use client";

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
    <Modal title="Delete the conversation?" onClose={onClose}>
      <p className="mb-1 font-medium wrap-anywhere">{title}</p>
      <p className="text-faint mb-4 text-sm">
        What was said goes for good. Your tasks stay as they are.
      </p>
      {remove.isError && (
        <p role="alert" className="text-late mb-3 text-sm">
          {sentence(remove.error)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep</Button>
        <Button look="danger" disabled={remove.isPending} onClick={onDelete}>
          Delete
        </Button>
      </div>
    </Modal>
  );
}
