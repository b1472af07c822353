"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useCallback, useState } from "react";

import { addressWith } from "./address";
import { newConversation, newestConversation } from "./conversations-api";
import { keys } from "./query-keys";

const PARAMETER = "chat";

/** Which conversation is shown, and the ways to another one. */
export interface OpenChat {
  /** Null until the first one is known. */
  id: string | null;
  /** Why none is known. */
  error: Error | null;
  retry: () => void;
  open: (id: string) => void;
  /** Names the open one in the address: something is said in it, so one may come back to it. */
  keep: () => void;
  /** Opens a new conversation. */
  startAnew: () => Promise<void>;
  /** Opens the newest one, after the open one has gone. */
  leave: () => Promise<void>;
}

/** The open conversation as the address names it; without a name it is the newest. */
export function useOpenChat(): OpenChat {
  const named = useSearchParams().get(PARAMETER);
  // Another page of tasks has an address without a conversation; the open one stays.
  const [remembered, remember] = useState(named);
  if (named !== null && named !== remembered) remember(named);
  const chosen = named ?? remembered;
  const newest = useQuery({
    queryKey: [...keys.conversations, "newest"],
    queryFn: newestConversation,
    enabled: chosen === null,
  });
  const id = chosen ?? newest.data ?? null;
  const open = useCallback((next: string) => {
    window.history.pushState(null, "", addressWith(PARAMETER, next));
  }, []);
  return {
    id,
    error: newest.error,
    retry: () => void newest.refetch(),
    open,
    // Not by itself: a change of the address ends a change of the page that is under way.
    keep: useCallback(() => {
      if (id !== null && named !== id)
        window.history.replaceState(null, "", addressWith(PARAMETER, id));
    }, [id, named]),
    startAnew: useCallback(async () => {
      open(await newConversation());
    }, [open]),
    leave: useCallback(async () => {
      // Without an answer the one that is gone stays until the page is loaded again.
      const next = await newestConversation().catch(() => null);
      if (next !== null) window.history.replaceState(null, "", addressWith(PARAMETER, next));
    }, []),
  };
}
