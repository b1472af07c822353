"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import {
  cancelTurn,
  currentConversation,
  decide,
  fetchMessages,
  newConversation,
  resumeTurn,
  retryTurn,
  sendMessage,
  type TurnStream,
} from "./chat-api";
import { ProblemError, sentence } from "./problem";
import { keys } from "./query-keys";
import { emptyAnswer, reduceTurn } from "./turn-reducer";
import { useRefreshTasks } from "./use-tasks";

import type { ChatMessage } from "@/types/chat";

const RECONNECT_MS = 1_000;
const RECONNECTS = 5;

interface Conversation {
  id: string;
  messages: ChatMessage[];
}

async function loadConversation(): Promise<Conversation> {
  const id = await currentConversation();
  return { id, messages: await fetchMessages(id) };
}

/** What the chat shows, and what a person can do in it. */
export interface Chat {
  messages: ChatMessage[];
  loading: boolean;
  busy: boolean;
  error: string | null;
  send: (text: string) => Promise<void>;
  decide: (approvalId: string, decision: "approve" | "deny") => Promise<void>;
  retry: (turnId: string) => Promise<void>;
  stop: () => void;
  startAnew: () => Promise<void>;
}

/** The newest conversation. The server owns it; this follows what it says. */
export function useChat(): Chat {
  const client = useQueryClient();
  const refreshTasks = useRefreshTasks();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const running = useRef<string | null>(null);
  const loaded = useQuery({
    queryKey: keys.conversation,
    queryFn: loadConversation,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

  const setMessages = useCallback(
    (change: (messages: ChatMessage[]) => ChatMessage[]) => {
      client.setQueryData<Conversation>(keys.conversation, (old) =>
        old ? { ...old, messages: change(old.messages) } : old,
      );
    },
    [client],
  );

  /** Takes in a turn's stream; a lost connection continues where it stopped. */
  const follow = useCallback(
    async (open: () => Promise<TurnStream>, start: ChatMessage) => {
      setBusy(true);
      setError(null);
      let message = start;
      let seq: string | null = null;
      const show = (next: ChatMessage) => {
        const before = message.id;
        message = next;
        setMessages((all) => replace(all, before, next));
      };
      const read = async (stream: TurnStream) => {
        running.current = stream.turnId ?? message.turn_id;
        for await (const event of stream.events) {
          seq = event.seq ?? seq;
          show(reduceTurn(message, event.part));
          if (event.part.type === "data-receipt") void refreshTasks();
        }
      };
      const reconnect = async (turnId: string) => {
        // Nothing has arrived of this stream, so the turn is told from its beginning.
        if (seq === null) message = { ...message, parts: [] };
        await read(await resumeTurn(turnId, seq));
      };
      try {
        await read(await open()).catch(retryable);
        for (let tries = 0; message.status === "running" && tries < RECONNECTS; tries++) {
          await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
          if (running.current) await reconnect(running.current).catch(retryable);
        }
        if (message.status === "running") throw new Error("the connection is lost");
      } catch (failure) {
        setError(sentence(failure));
        setMessages((all) => all.filter((one) => one.id !== message.id || one.parts.length > 0));
      } finally {
        running.current = null;
        setBusy(false);
        void refreshTasks();
      }
    },
    [refreshTasks, setMessages],
  );

  // After a reload in mid-answer: the turn goes on in the backend, so follow it again.
  const unfinished = loaded.data?.messages.at(-1);
  const resumed = useRef<string | null>(null);
  useEffect(() => {
    const turnId = unfinished?.status === "running" ? unfinished.turn_id : null;
    if (!unfinished || !turnId || busy || resumed.current === turnId) return;
    resumed.current = turnId;
    void follow(() => resumeTurn(turnId, null), { ...unfinished, parts: [] });
  }, [unfinished, busy, follow]);

  const send = async (text: string) => {
    // What is said before the conversation has arrived waits for it.
    const conversationId = loaded.data?.id ?? (await loaded.refetch()).data?.id;
    if (!conversationId) return;
    const id = crypto.randomUUID();
    const answer = emptyAnswer(crypto.randomUUID());
    setMessages((all) => [...all, said(id, text), answer]);
    await follow(() => sendMessage(conversationId, id, text), answer);
  };
  const again = async (turnId: string | null, open: () => Promise<TurnStream>, anew: boolean) => {
    const found = loaded.data?.messages.find(
      (one) => one.turn_id === turnId && one.role === "assistant",
    );
    if (!found) return;
    const start: ChatMessage = { ...found, status: "running", ...(anew && { parts: [] }) };
    setMessages((all) => replace(all, found.id, start));
    await follow(open, start);
  };
  return {
    messages: loaded.data?.messages ?? [],
    loading: loaded.isPending,
    busy,
    error: error ?? (loaded.isError ? sentence(loaded.error) : null),
    send,
    decide: async (approvalId, decision) => {
      const asked = loaded.data?.messages.find((one) => asks(one, approvalId));
      await again(asked?.turn_id ?? null, () => decide(approvalId, decision), false);
    },
    retry: async (turnId) => {
      await again(turnId, () => retryTurn(turnId), true);
    },
    stop: () => {
      if (running.current) void cancelTurn(running.current);
    },
    startAnew: async () => {
      const id = await newConversation();
      client.setQueryData<Conversation>(keys.conversation, { id, messages: [] });
    },
  };
}

/** A connection that broke may be tried again; a refusal may not. */
function retryable(failure: unknown): void {
  if (failure instanceof ProblemError && failure.status < 500) throw failure;
}

function replace(all: ChatMessage[], id: string, next: ChatMessage): ChatMessage[] {
  return all.map((one) => (one.id === id ? next : one));
}

function asks(message: ChatMessage, approvalId: string): boolean {
  return message.parts.some((part) => part.type === "tool" && part.approval_id === approvalId);
}

function said(id: string, text: string): ChatMessage {
  return { ...emptyAnswer(id), role: "user", status: "complete", parts: [{ type: "text", text }] };
}
