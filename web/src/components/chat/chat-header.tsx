"use client";

import { useQuery } from "@tanstack/react-query";
import { MessagesSquare, SquarePen } from "lucide-react";
import { useTranslations } from "next-intl";

import { ConversationMenu } from "@/components/chat/conversation-menu";
import { Button } from "@/components/ui/button";
import { fetchAssistant } from "@/lib/chat-api";
import { keys } from "@/lib/query-keys";
import { useTitle } from "@/lib/use-conversations";

interface ChatHeaderProps {
  id: string;
  onList: () => void;
  onAnew: () => void;
  onGone: () => Promise<void>;
}

/** What the conversation is called, who answers, and the ways to other ones. */
export function ChatHeader({ id, onList, onAnew, onGone }: ChatHeaderProps) {
  const t = useTranslations();
  const { data: assistant } = useQuery({ queryKey: keys.assistant, queryFn: fetchAssistant });
  const { data: title } = useTitle(id);
  return (
    <div className="border-line flex items-center gap-1 border-b py-2 pr-12 pl-2 md:pr-2">
      <Button
        look="quiet"
        aria-label={t("chat.conversations")}
        title={t("chat.conversations")}
        onClick={onList}
      >
        <MessagesSquare className="size-4.5" aria-hidden="true" />
      </Button>
      <div className="min-w-0 flex-1 px-1">
        <h2 className="truncate leading-tight font-semibold" title={title}>
          {title ?? t("chat.assistant")}
        </h2>
        <p className="text-faint truncate text-xs" title={assistant?.detail}>
          {assistant ? (assistant.offline ? t("chat.offlineAssistant") : assistant.model) : " "}
        </p>
      </div>
      <ConversationMenu
        id={id}
        title={title ?? ""}
        label={t("chat.moreAboutThis")}
        onGone={onGone}
      />
      <Button
        look="quiet"
        aria-label={t("chat.newConversation")}
        title={t("chat.newConversation")}
        onClick={onAnew}
      >
        <SquarePen className="size-4.5" aria-hidden="true" />
      </Button>
    </div>
  );
}
