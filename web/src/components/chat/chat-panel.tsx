"use client";

import { useQuery } from "@tanstack/react-query";
import { SquarePen } from "lucide-react";
import { useEffect, useRef } from "react";

import { Composer } from "@/components/chat/composer";
import { MessageView } from "@/components/chat/message-view";
import { Suggestions } from "@/components/chat/suggestions";
import { Button } from "@/components/ui/button";
import { fetchAssistant } from "@/lib/chat-api";
import { keys } from "@/lib/query-keys";
import { useChat } from "@/lib/use-chat";

/** The conversation with the assistant. */
export function ChatPanel() {
  const chat = useChat();
  const end = useRef<HTMLDivElement>(null);
  const length = chat.messages.reduce((sum, message) => sum + message.parts.length + 1, 0);
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [length, chat.busy]);
  const last = chat.messages.at(-1);
  return (
    <>
      <ChatHeader onAnew={chat.startAnew} />
      <div
        role="log"
        aria-label="Conversation"
        aria-busy={chat.busy}
        // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto px-4 py-3"
      >
        {chat.messages.length === 0 && !chat.loading && <Suggestions onPick={chat.send} />}
        <ol className="grid gap-4">
          {chat.messages.map((message) => (
            <MessageView
              key={message.id}
              message={message}
              busy={chat.busy}
              onDecide={chat.decide}
              onRetry={message === last ? chat.retry : undefined}
            />
          ))}
        </ol>
        <div ref={end} />
      </div>
      {chat.error && (
        <p role="alert" className="text-late px-4 pb-1 text-sm">
          {chat.error}
        </p>
      )}
      <Composer busy={chat.busy} onSend={chat.send} onStop={chat.stop} />
    </>
  );
}

function ChatHeader({ onAnew }: { onAnew: () => Promise<void> }) {
  const { data: assistant } = useQuery({ queryKey: keys.assistant, queryFn: fetchAssistant });
  return (
    <div className="border-line flex items-center justify-between gap-2 border-b py-2.5 pr-12 pl-4 md:pr-2">
      <div className="min-w-0">
        <h2 className="font-semibold">Assistant</h2>
        <p className="text-faint truncate text-xs" title={assistant?.detail}>
          {assistant ? (assistant.offline ? "Offline assistant" : assistant.model) : " "}
        </p>
      </div>
      <Button look="quiet" aria-label="New conversation" onClick={() => void onAnew()}>
        <SquarePen className="size-4" aria-hidden="true" />
      </Button>
    </div>
  );
}
