import { RefreshCw } from "lucide-react";

import { CopyButton } from "@/components/chat/copy-button";
import { Button } from "@/components/ui/button";
import { wordsOf } from "@/lib/chat-messages";
import type { Language } from "@/lib/languages";
import type { Chat } from "@/lib/use-chat";
import { useWords, type Words } from "@/lib/words";
import type { ChatMessage } from "@/types/chat";

interface AnswerFooterProps {
  message: ChatMessage;
  chat: Chat;
  newest: boolean;
}

/** Below an answer: copy it, have another one, and who answered at what cost. */
export function AnswerFooter({ message, chat, newest }: AnswerFooterProps) {
  const words = useWords();
  const { t } = words;
  const { status, turn_id } = message;
  if (status === "running" || status === "waiting") return null;
  const text = wordsOf(message);
  return (
    <div className="text-faint -ml-1.5 flex min-h-9 items-center text-xs">
      {text && <CopyButton text={text} />}
      {newest && turn_id && status === "complete" && (
        <Button
          look="quiet"
          aria-label={t("chat.anew")}
          title={t("chat.anew")}
          disabled={chat.busy}
          onClick={() => void chat.regenerate(turn_id)}
        >
          <RefreshCw className="size-3.5" aria-hidden="true" />
        </Button>
      )}
      <span className="min-w-0 pl-1.5 wrap-anywhere">{costOf(words, message)}</span>
    </div>
  );
}

/** Who answered, and what it took; the offline assistant takes nothing. */
function costOf({ t, language }: Words, { model, usage }: ChatMessage): string {
  if (!model) return "";
  if (model === "offline") return t("chat.offlineAssistant");
  const tokens = usage ? usage.input_tokens + usage.output_tokens : 0;
  return [
    model,
    tokens > 0 && t("chat.tokens", { count: tokens }),
    typeof usage?.cost_usd === "number" && dollars(language, usage.cost_usd),
  ]
    .filter(Boolean)
    .join(" · ");
}

function dollars(language: Language, cost: number): string {
  const digits = cost < 0.01 ? 4 : 2;
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cost);
}
