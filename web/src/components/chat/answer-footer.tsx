import { RefreshCw } from "lucide-react";

import { CopyButton } from "@/components/chat/copy-button";
import { Button } from "@/components/ui/button";
import { wordsOf } from "@/lib/chat-messages";
import type { Chat } from "@/lib/use-chat";
import type { ChatMessage } from "@/types/chat";

interface AnswerFooterProps {
  message: ChatMessage;
  chat: Chat;
  newest: boolean;
}

/** Below an answer: copy it, have another one, and who answered at what cost. */
export function AnswerFooter({ message, chat, newest }: AnswerFooterProps) {
  const { status, turn_id } = message;
  if (status === "running" || status === "waiting") return null;
  const text = wordsOf(message);
  return (
    <div className="text-faint -ml-1.5 flex min-h-9 items-center text-xs">
      {text && <CopyButton text={text} />}
      {newest && turn_id && status === "complete" && (
        <Button
          look="quiet"
          aria-label="Answer anew"
          title="Answer anew"
          disabled={chat.busy}
          onClick={() => void chat.regenerate(turn_id)}
        >
          <RefreshCw className="size-3.5" aria-hidden="true" />
        </Button>
      )}
      <span className="min-w-0 pl-1.5 wrap-anywhere">{costOf(message)}</span>
    </div>
  );
}

/** Who answered, and what it took; the offline assistant takes nothing. */
function costOf({ model, usage }: ChatMessage): string {
  if (!model) return "";
  if (model === "offline") return "Offline assistant";
  const tokens = usage ? usage.input_tokens + usage.output_tokens : 0;
  return [
    model,
    tokens > 0 && `${tokens.toLocaleString("en")} tokens`,
    typeof usage?.cost_usd === "number" && dollars(usage.cost_usd),
  ]
    .filter(Boolean)
    .join(" · ");
}

function dollars(cost: number): string {
  return `$${cost < 0.01 ? cost.toFixed(4) : cost.toFixed(2)}`;
}
