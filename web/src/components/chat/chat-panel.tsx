"use client";

import { Conversation } from "@/components/chat/conversation";
import { Button } from "@/components/ui/button";
import { sentence } from "@/lib/problem";
import { useOpenChat } from "@/lib/use-open-chat";

/** The chat: the conversation that the address names, or the newest one. */
export function ChatPanel() {
  const chats = useOpenChat();
  // A conversation has a state of its own: another one begins afresh.
  if (chats.id) return <Conversation key={chats.id} id={chats.id} chats={chats} />;
  if (!chats.error) return <div aria-busy="true" className="flex-1" />;
  return (
    <div role="alert" className="grid flex-1 place-content-center gap-3 p-6 text-center text-sm">
      <p>{sentence(chats.error)}</p>
      <Button onClick={chats.retry}>Try again</Button>
    </div>
  );
}
