"use client";

import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { outbox } from "@/lib/offline/outbox";
import type { Waiting } from "@/lib/writes";

interface WaitingDialogProps {
  entries: readonly Waiting[];
  onClose: () => void;
}

/** What waits for the connection, and what was refused; each can be thrown away. */
export function WaitingDialog({ entries, onClose }: WaitingDialogProps) {
  const t = useTranslations();
  return (
    <Modal title={t("offline.changes")} onClose={onClose}>
      <ul aria-label={t("offline.changes")} className="divide-line divide-y">
        {entries.map((entry) => (
          <WaitingChange key={entry.id} entry={entry} />
        ))}
      </ul>
    </Modal>
  );
}

function WaitingChange({ entry }: { entry: Waiting }) {
  const t = useTranslations();
  const { id, write, title, refused } = entry;
  const what = t(`waiting.${write.kind === "act" ? write.verb : write.kind}`, { title });
  return (
    <li className="flex items-center gap-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">{what}</p>
        {refused !== null && <p className="text-late text-sm">{refused}</p>}
      </div>
      {refused !== null && (
        <Button aria-label={t("offline.tryAgain", { what })} onClick={() => void outbox.retry(id)}>
          {t("do.tryAgain")}
        </Button>
      )}
      <Button
        aria-label={t("offline.discardThis", { what })}
        onClick={() => void outbox.discard(id)}
      >
        {t("offline.discard")}
      </Button>
    </li>
  );
}
