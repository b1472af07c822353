"use client";

import { useTranslations } from "next-intl";

import { ConnectionNote } from "@/components/chat/connection-note";
import { Conversation } from "@/components/chat/conversation";
import { sentence } from "@/lib/problem";
import { useOpenChat } from "@/lib/use-open-chat";

/** The chat: the conversation that the address names, or the newest one. */
export function ChatPanel() {
  const t = useTranslations();
  const chats = useOpenChat();
  // A conversation has a state of its own: another one begins afresh.
  if (chats.id) return <Conversation key={chats.id} id={chats.id} chats={chats} />;
  const error = chats.error && sentence(chats.error, t);
  return (
    <>
      <div aria-busy={!error} className="flex-1" />
      <ConnectionNote lost={false} error={error} onReload={chats.retry} />
    </>
  );
}
