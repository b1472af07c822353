"use client";

import { useTranslations } from "next-intl";

import { AnswerEnding } from "@/components/chat/answer-ending";
import { AnswerFooter } from "@/components/chat/answer-footer";
import { AnswerText } from "@/components/chat/answer-text";
import { ApprovalCard } from "@/components/chat/approval-card";
import { Thinking } from "@/components/chat/thinking";
import { ToolCard } from "@/components/chat/tool-card";
import type { Chat } from "@/lib/use-chat";
import type { ChatMessage, MessagePart } from "@/types/chat";

interface AnswerViewProps {
  message: ChatMessage;
  chat: Chat;
  /** An older turn is history: it is not answered anew. */
  newest: boolean;
}

/** One answer: words, and what tools did in between. */
export function AnswerView({ message, chat, newest }: AnswerViewProps) {
  const t = useTranslations();
  return (
    <li className="grid grid-cols-1 gap-2">
      <span className="sr-only">{t("chat.assistantSays")}</span>
      {message.parts.map((part, index) => (
        <PartView key={index} part={part} chat={chat} />
      ))}
      {message.status === "running" && <Thinking />}
      <AnswerEnding message={message} chat={chat} newest={newest} />
      <AnswerFooter message={message} chat={chat} newest={newest} />
    </li>
  );
}

function PartView({ part, chat }: { part: MessagePart; chat: Chat }) {
  if (part.type === "text") return <AnswerText text={part.text} />;
  if (!part.approval_id) return <ToolCard part={part} />;
  return (
    <ApprovalCard
      part={part}
      approvalId={part.approval_id}
      busy={chat.busy}
      onDecide={chat.decide}
    />
  );
}
