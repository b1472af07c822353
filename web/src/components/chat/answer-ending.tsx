import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";
import type { Chat } from "@/lib/use-chat";
import type { ChatMessage } from "@/types/chat";

interface AnswerEndingProps {
  message: ChatMessage;
  chat: Chat;
  newest: boolean;
}

/** Of an answer that failed or was stopped: that it did, and what one can do now. */
export function AnswerEnding({ message, chat, newest }: AnswerEndingProps) {
  const t = useTranslations();
  const { turn_id, status, model } = message;
  if (status !== "failed" && status !== "cancelled") return null;
  return (
    <div className="text-faint flex flex-wrap items-center gap-2 text-sm">
      {t(status === "failed" ? "chat.failed" : "chat.stopped")}
      {turn_id && newest && (
        <Button disabled={chat.busy} onClick={() => void chat.retry(turn_id)}>
          {t("do.tryAgain")}
        </Button>
      )}
      {turn_id && newest && model !== "offline" && (
        <Button
          look="quiet"
          className="px-2.5"
          disabled={chat.busy}
          onClick={() => void chat.retry(turn_id, true)}
        >
          {t("chat.askOffline")}
        </Button>
      )}
    </div>
  );
}
