"use client";

import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import type { SavedFilter } from "./api-client";
import {
  checkFilter,
  createFilter,
  deleteFilter,
  fetchFilters,
  updateFilter,
  type FilterCheck,
} from "./filters-api";
import { sentence } from "./problem";
import { keys } from "./query-keys";
import { useToast } from "./toasts";

/** A filter as a person writes it. */
export type FilterDraft = Pick<SavedFilter, "name" | "filter">;

/** Kept filters, the oldest first. */
export function useFilters(): UseQueryResult<SavedFilter[]> {
  return useQuery({ queryKey: keys.filters, queryFn: fetchFilters });
}

/** How a filter is understood, asked anew for each text; the last answer stays until the next. */
export function useFilterCheck(text: string): UseQueryResult<FilterCheck> {
  return useQuery({
    queryKey: ["filter-check", text],
    queryFn: () => checkFilter(text),
    enabled: text.trim() !== "",
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

/** All ways to change kept filters. */
export function useFilterActions() {
  const t = useTranslations();
  const client = useQueryClient();
  const toast = useToast();
  const onSettled = () => client.invalidateQueries({ queryKey: keys.filters });
  const save = useMutation({
    mutationFn: ({ old, draft, key }: { old?: SavedFilter; draft: FilterDraft; key: string }) =>
      old ? updateFilter(old, draft) : createFilter(draft, key),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (filter: SavedFilter) => deleteFilter(filter.id),
    onSuccess: (_, filter) => {
      // The history knows no filters: the same one is kept again.
      const run = () => {
        save.mutate({ draft: filter, key: crypto.randomUUID() });
      };
      toast({
        text: t("told.filterForgotten", { name: filter.name }),
        action: { label: t("do.undo"), run },
      });
    },
    onError: (error) => {
      toast({ text: sentence(error, t) });
    },
    onSettled,
  });
  return { save, remove };
}
