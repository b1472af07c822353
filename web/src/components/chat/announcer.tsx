"use client";

import { useLocale } from "next-intl";
import { useEffect, useRef } from "react";

import { spoken } from "@/lib/announcements";
import type { ChatMessage } from "@/types/chat";

/** Tells a screen reader the answer as it comes, a whole sentence at a time. */
export function Announcer({ message }: { message: ChatMessage | undefined }) {
  const language = useLocale();
  const region = useRef<HTMLDivElement>(null);
  // How much of the answer was told; null while none comes, so that history is not read out.
  const told = useRef<number | null>(null);
  useEffect(() => {
    if (message?.role !== "assistant" || !region.current) return;
    const running = message.status === "running";
    if (running) told.current ??= 0;
    if (told.current === null) return;
    const lines = spoken(message, language);
    const news = lines.slice(told.current);
    if (news.length > 0) region.current.textContent = news.join(" ");
    told.current = running ? lines.length : null;
  }, [message, language]);
  return <div ref={region} aria-live="polite" className="sr-only" />;
}
