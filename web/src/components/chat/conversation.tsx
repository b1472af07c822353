"use client";

import { useEffect, useRef, useState } from "react";

import { Announcer } from "@/components/chat/announcer";
import { ChatHeader } from "@/components/chat/chat-header";
import { Composer } from "@/components/chat/composer";
import { ConnectionNote } from "@/components/chat/connection-note";
import { MessageLog } from "@/components/chat/message-log";
import { late } from "@/components/ui/late";
import { ProblemError } from "@/lib/problem";
import { useChat } from "@/lib/use-chat";
import type { OpenChat } from "@/lib/use-open-chat";
import { isEscape, useShortcut } from "@/lib/use-shortcut";

const ConversationList = late(() =>
  import("@/components/chat/conversation-list").then((module) => module.ConversationList),
);

interface ConversationProps {
  id: string;
  chats: OpenChat;
}

/** One conversation with the assistant. */
export function Conversation({ id, chats }: ConversationProps) {
  const chat = useKeptChat(id, chats.keep);
  const [listed, setListed] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  const { leave, open, startAnew } = chats;
  const gone = useLeaveWhenGone(chat.failure, leave);
  useShortcut(panel, isEscape, chat.busy ? chat.stop : null, true);
  const mine = chat.messages.filter((one) => one.role === "user").at(-1);

  const editLast = () => {
    setEditing(mine?.id ?? null);
  };
  const begin = () => {
    // An empty conversation is a new one already.
    if (chat.messages.length === 0) panel.current?.querySelector("textarea")?.focus();
    else void startAnew();
  };
  return (
    <div ref={panel} className="flex min-h-0 flex-1 flex-col">
      <ChatHeader
        id={id}
        onList={() => {
          setListed(true);
        }}
        onAnew={begin}
        onGone={leave}
      />
      <MessageLog chat={chat} editing={editing} onEdit={setEditing} />
      <Announcer message={chat.messages.at(-1)} />
      <ConnectionNote lost={chat.lost} error={gone ? null : chat.error} onReload={chat.reload} />
      <Composer
        busy={chat.busy}
        onSend={chat.send}
        onStop={chat.stop}
        onEditLast={mine && !chat.busy ? editLast : null}
      />
      {listed && (
        <ConversationList
          current={id}
          onOpen={open}
          onGone={leave}
          onClose={() => {
            setListed(false);
          }}
        />
      )}
    </div>
  );
}

/** The chat, whose address is kept as soon as something is said. */
function useKeptChat(id: string, keep: () => void): ReturnType<typeof useChat> {
  const chat = useChat(id);
  return {
    ...chat,
    send: (text, replaces) => {
      keep();
      return chat.send(text, replaces);
    },
  };
}

/** A conversation that was deleted elsewhere is left; returns whether it was. */
function useLeaveWhenGone(failure: Error | null, leave: () => Promise<void>): boolean {
  const gone = failure instanceof ProblemError && failure.status === 404;
  useEffect(() => {
    if (gone) void leave();
  }, [gone, leave]);
  return gone;
}
