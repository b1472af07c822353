"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import {
  currentConversation,
  decide,
  fetchMessages,
  newConversation,
  retryTurn,
  sendMessage,
} from "./chat-api";
import { answerOf, asks, replace, said, type ChangeMessages } from "./chat-messages";
import { sentence } from "./problem";
import { keys } from "./query-keys";
import { emptyAnswer } from "./turn-reducer";
import { useResume, useTurns } from "./use-turns";

import type { ChatMessage } from "@/types/chat";

interface Conversation {
  id: string;
  messages: ChatMessage[];
}

/** What the chat shows, and what a person can do in it. */
export interface Chat {
  messages: ChatMessage[];
  loading: boolean;
  busy: boolean;
  error: string | null;
  send: (text: string) => Promise<void>;
  decide: (approvalId: string, decision: "approve" | "deny") => Promise<void>;
  retry: (turnId: string, offline?: boolean) => Promise<void>;
  stop: () => void;
  startAnew: () => Promise<void>;
}

/** The newest conversation. The server owns it; this follows what it says. */
export function useChat(): Chat {
  const { loaded, messages, change, startAnew } = useConversation();
  const turns = useTurns(change);
  useResume(messages.at(-1), turns);

  return {
    messages,
    loading: loaded.isPending,
    busy: turns.busy,
    error: turns.error ?? (loaded.isError ? sentence(loaded.error) : null),
    send: async (text) => {
      // What is said before the conversation has arrived waits for it.
      const conversationId = loaded.data?.id ?? (await loaded.refetch()).data?.id;
      if (!conversationId) return;
      const id = crypto.randomUUID();
      const answer = emptyAnswer(crypto.randomUUID());
      change((all) => [...all, said(id, text), answer]);
      await turns.follow(() => sendMessage(conversationId, id, text), answer);
    },
    decide: async (approvalId, decision) => {
      const asked = messages.find((one) => asks(one, approvalId));
      const answer = answerOf(messages, asked?.turn_id ?? null);
      if (!answer) return;
      const start: ChatMessage = { ...answer, status: "running" };
      change((all) => replace(all, answer.id, start));
      await turns.follow(() => decide(approvalId, decision), start);
    },
    retry: async (turnId, offline) => {
      const answer = answerOf(messages, turnId);
      if (!answer) return;
      const start: ChatMessage = { ...answer, status: "running", parts: [] };
      change((all) => replace(all, answer.id, start));
      await turns.follow(() => retryTurn(turnId, offline), start);
    },
    stop: turns.stop,
    startAnew,
  };
}

/** The conversation in the cache, and the ways to change what is shown of it. */
function useConversation() {
  const client = useQueryClient();
  const loaded = useQuery({
    queryKey: keys.conversation,
    queryFn: loadConversation,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const change = useCallback<ChangeMessages>(
    (update) => {
      client.setQueryData<Conversation>(keys.conversation, (old) =>
        old ? { ...old, messages: update(old.messages) } : old,
      );
    },
    [client],
  );
  const startAnew = async () => {
    const id = await newConversation();
    client.setQueryData<Conversation>(keys.conversation, { id, messages: [] });
  };
  return { loaded, messages: loaded.data?.messages ?? [], change, startAnew };
}

async function loadConversation(): Promise<Conversation> {
  const id = await currentConversation();
  return { id, messages: await fetchMessages(id) };
}
