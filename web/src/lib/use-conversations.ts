"use client";

import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";

import {
  deleteConversation,
  fetchConversations,
  fetchTitle,
  renameConversation,
} from "./conversations-api";
import { keys } from "./query-keys";

/** Conversations page by page; with words, those in which they stand. */
export function useConversations(words: string) {
  return useInfiniteQuery({
    queryKey: [...keys.conversations, "list", words],
    queryFn: ({ pageParam }) => fetchConversations(words, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    // While one types, what was found before stays.
    placeholderData: keepPreviousData,
  });
}

/** The title of a conversation. */
export function useTitle(id: string): UseQueryResult<string> {
  return useQuery({
    queryKey: [...keys.conversations, "title", id],
    queryFn: () => fetchTitle(id),
  });
}

/** What can be done to a conversation; lists and titles are fetched anew after it. */
export function useConversationActions() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: keys.conversations });
  return {
    rename: useMutation({
      mutationFn: ({ id, title }: { id: string; title: string }) => renameConversation(id, title),
      onSettled,
    }),
    remove: useMutation({ mutationFn: deleteConversation, onSettled }),
  };
}
