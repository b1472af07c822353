"use client";

import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";

import { Suggestions } from "@/components/chat/suggestions";
import { Button } from "@/components/ui/button";
import { late } from "@/components/ui/late";
import { exchanges } from "@/lib/chat-messages";
import type { Chat } from "@/lib/use-chat";
import { useStickyScroll } from "@/lib/use-sticky-scroll";

const ExchangeView = late(() =>
  import("@/components/chat/exchange-view").then((module) => module.ExchangeView),
);

interface MessageLogProps {
  chat: Chat;
  /** The id of the message that is being edited. */
  editing: string | null;
  onEdit: (id: string | null) => void;
}

/** What was said and done, as far back as one has scrolled. */
export function MessageLog({ chat, editing, onEdit }: MessageLogProps) {
  const t = useTranslations();
  const { messages, loadOlder } = chat;
  const { area, content, atEnd, onScroll, toEnd } = useStickyScroll(messages[0]?.id, loadOlder);
  const newest = messages.filter((one) => one.role === "user").at(-1)?.id;
  // Who says something wants to see the answer, wherever they have scrolled.
  useEffect(toEnd, [newest, toEnd]);
  const decide: Chat["decide"] = (...said) => {
    // The question goes, and the focus that it had must not go with it.
    area.current?.focus({ preventScroll: true });
    return chat.decide(...said);
  };
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={area}
        role="log"
        aria-label={t("chat.conversation")}
        aria-busy={chat.busy}
        // Word by word is no way to be read to: the announcer tells whole sentences.
        aria-live="off"
        // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={onScroll}
        className="min-h-0 flex-1 overflow-y-auto px-4 py-3 [overflow-anchor:none]"
      >
        <div ref={content}>
          {loadOlder && (
            <Button look="quiet" className="mx-auto mb-3 flex px-3" onClick={loadOlder}>
              {t("chat.earlierMessages")}
            </Button>
          )}
          {messages.length === 0 && !chat.loading && <Suggestions onPick={chat.send} />}
          <Exchanges chat={{ ...chat, decide }} editing={editing} onEdit={onEdit} />
        </div>
      </div>
      {!atEnd && (
        <Button
          className="absolute bottom-2 left-1/2 -translate-x-1/2 rounded-full shadow-md"
          onClick={toEnd}
        >
          <ArrowDown className="size-4" aria-hidden="true" />
          {t("chat.newest")}
        </Button>
      )}
    </div>
  );
}

function Exchanges({ chat, editing, onEdit }: MessageLogProps) {
  const all = exchanges(chat.messages);
  return (
    <ol className="grid grid-cols-1 gap-4">
      {all.map((one, index) => (
        <ExchangeView
          key={one.question?.id ?? one.answers[0]?.id}
          exchange={one}
          newest={index === all.length - 1}
          chat={chat}
          editing={editing}
          onEdit={onEdit}
        />
      ))}
    </ol>
  );
}
