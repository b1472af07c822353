"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";

import { CopyButton } from "@/components/chat/copy-button";
import { Button } from "@/components/ui/button";
import { wordsOf } from "@/lib/chat-messages";
import type { ChatMessage } from "@/types/chat";

interface QuestionViewProps {
  message: ChatMessage;
  busy: boolean;
  onEdit: () => void;
  onResend: (message: ChatMessage) => Promise<void>;
}

/** What the person said. */
export function QuestionView({ message, busy, onEdit, onResend }: QuestionViewProps) {
  const t = useTranslations();
  const text = wordsOf(message);
  const unsent = message.status === "failed";
  return (
    <li className="group grid justify-items-end gap-0.5">
      <span className="sr-only">{t("chat.youSay")}</span>
      <div className="flex max-w-full items-center">
        {!unsent && (
          <div className="flex shrink-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-fine:opacity-0">
            <CopyButton text={text} />
            <Button
              look="quiet"
              aria-label={t("chat.editAndSend")}
              disabled={busy}
              onClick={onEdit}
            >
              <Pencil className="size-3.5" aria-hidden="true" />
            </Button>
          </div>
        )}
        <p className="bg-brand-soft min-w-0 rounded-2xl rounded-br-md px-3.5 py-2 wrap-anywhere whitespace-pre-wrap">
          {text}
        </p>
      </div>
      {unsent && (
        <p className="text-late flex items-center gap-1 text-sm">
          {t("chat.notSent")}
          <Button
            look="quiet"
            className="px-2"
            disabled={busy}
            onClick={() => void onResend(message)}
          >
            {t("chat.sendAgain")}
          </Button>
        </p>
      )}
    </li>
  );
}
