"use client";

import { useTranslations } from "next-intl";

import { decide, regenerateTurn, retryTurn, sendMessage } from "./chat-api";
import { asks, before, replace, said, wordsOf } from "./chat-messages";
import { sentence } from "./problem";
import type { OpenTurn } from "./turn-follower";
import { emptyAnswer } from "./turn-reducer";
import { useMessages } from "./use-messages";
import { useResume, useTurns } from "./use-turns";

import type { ChatMessage, Decision } from "@/types/chat";

/** What the chat shows, and what a person can do in it. */
export interface Chat {
  messages: ChatMessage[];
  loading: boolean;
  busy: boolean;
  /** Whether the connection is lost and is being made again. */
  lost: boolean;
  error: string | null;
  /** Why the conversation cannot be shown. */
  failure: Error | null;
  loadOlder: (() => void) | null;
  reload: () => void;
  /** Says something; with `replaces` in place of that message and all that followed it. */
  send: (text: string, replaces?: string | null) => Promise<void>;
  /** Sends once more what did not arrive. */
  resend: (message: ChatMessage) => Promise<void>;
  decide: (approvalId: string, decision: Decision) => Promise<void>;
  retry: (turnId: string, offline?: boolean) => Promise<void>;
  regenerate: (turnId: string) => Promise<void>;
  stop: () => void;
}

/** One conversation. The server owns it; this follows what it says. */
export function useChat(conversationId: string): Chat {
  const t = useTranslations();
  const { loaded, messages, change, loadOlder } = useMessages(conversationId);
  const turns = useTurns(change);
  const followAgain = useResume(messages.at(-1), turns);

  const answerAnew = async (open: OpenTurn) => {
    const answer = emptyAnswer(crypto.randomUUID());
    change((all) => [...all, answer]);
    await turns.follow(open, answer);
  };
  const deliver = async (message: ChatMessage) => {
    const { id, replaces } = message;
    // What is said before the conversation has arrived waits for it.
    const shown = loaded.data ?? (await loaded.refetch()).data;
    if (!shown) return;
    const answer = emptyAnswer(crypto.randomUUID());
    change((all) => [...before(before(all, replaces), id), message, answer]);
    const body = { id, text: wordsOf(message), replaces: replaces ?? null };
    const sent = await turns.follow((signal) => sendMessage(conversationId, body, signal), answer);
    if (!sent) change((all) => replace(all, id, { ...message, status: "failed" }));
  };

  return {
    messages,
    loading: loaded.isPending,
    busy: turns.busy,
    lost: turns.lost,
    error: turns.error ?? (loaded.isError ? sentence(loaded.error, t) : null),
    failure: loaded.error,
    loadOlder,
    reload: () => {
      followAgain();
      void loaded.refetch();
    },
    send: (text, replaces) => deliver(said(crypto.randomUUID(), text, replaces)),
    resend: (message) => deliver({ ...message, status: "complete" }),
    decide: async (approvalId, decision) => {
      const answer = messages.find((one) => asks(one, approvalId));
      if (!answer) return;
      const start: ChatMessage = { ...answer, status: "running" };
      change((all) => replace(all, answer.id, start));
      const open: OpenTurn = (signal) => decide(approvalId, decision, signal);
      if (!(await turns.follow(open, start))) change((all) => replace(all, answer.id, answer));
    },
    retry: (turnId, offline = false) => answerAnew((signal) => retryTurn(turnId, offline, signal)),
    regenerate: (turnId) => answerAnew((signal) => regenerateTurn(turnId, signal)),
    stop: turns.stop,
  };
}
