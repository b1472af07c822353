"use client";

import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useCallback, useState } from "react";

import { fetchMessages, type MessagePage } from "./chat-api";
import type { ChangeMessages } from "./chat-messages";
import { keys } from "./query-keys";

import type { ChatMessage } from "@/types/chat";

/** The messages of a conversation, as far back as they were asked for. */
export interface Messages {
  loaded: UseQueryResult<MessagePage>;
  messages: ChatMessage[];
  change: ChangeMessages;
  /** Fetches the page before; null when there is none, or while it comes. */
  loadOlder: (() => void) | null;
}

/** The messages of one conversation in the cache, and the ways to change what is shown of them. */
export function useMessages(conversationId: string): Messages {
  const client = useQueryClient();
  const key = [...keys.messages, conversationId];
  const loaded = useQuery({
    queryKey: key,
    queryFn: () => fetchMessages(conversationId, null),
    staleTime: Infinity,
    // Whoever comes back sees what was said meanwhile.
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const change = useCallback<ChangeMessages>(
    (update) => {
      client.setQueryData<MessagePage>([...keys.messages, conversationId], (old) =>
        old ? { ...old, messages: update(old.messages) } : old,
      );
    },
    [client, conversationId],
  );
  const [loadingOlder, setLoadingOlder] = useState(false);
  const older = loaded.data?.older ?? null;
  const loadOlder = async () => {
    setLoadingOlder(true);
    try {
      const page = await fetchMessages(conversationId, older);
      client.setQueryData<MessagePage>(key, (old) =>
        old ? { messages: [...page.messages, ...old.messages], older: page.older } : page,
      );
    } catch {
      // The button stays, to be pressed again.
    } finally {
      setLoadingOlder(false);
    }
  };
  return {
    loaded,
    messages: loaded.data?.messages ?? [],
    change,
    loadOlder: older && !loadingOlder ? () => void loadOlder() : null,
  };
}
