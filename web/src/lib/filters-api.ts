import { api, unwrap, type SavedFilter, type SavedFilterUpdate } from "./api-client";
import { ProblemError } from "./problem";

import type { components } from "@/types/api";

/** How a filter was understood, or where it could not be. */
export type FilterCheck =
  | { ok: true; canonical: string; spans: components["schemas"]["Span"][] }
  | { ok: false; detail: string; start: number; end: number };

/** Kept filters, the oldest first. */
export async function fetchFilters(): Promise<SavedFilter[]> {
  return unwrap(await api.GET("/api/v1/filters")).items;
}

/** Keeps a filter under a name; sent again with the same key it is still one. */
export async function createFilter(
  { name, filter }: Pick<SavedFilter, "name" | "filter">,
  key: string,
): Promise<SavedFilter> {
  const params = { header: { "idempotency-key": key } };
  const body = { name, filter, color: "grey" as const };
  return unwrap(await api.POST("/api/v1/filters", { params, body }));
}

/** Changes a kept filter, unless somebody else changed it since it was read. */
export async function updateFilter(
  filter: SavedFilter,
  body: SavedFilterUpdate,
): Promise<SavedFilter> {
  const header = { "if-match": `"${filter.version}"` };
  const params = { path: { filter_id: filter.id }, header };
  return unwrap(await api.PATCH("/api/v1/filters/{filter_id}", { params, body }));
}

/** Forgets a filter; the tasks stay. */
export async function deleteFilter(id: string): Promise<void> {
  unwrap(await api.DELETE("/api/v1/filters/{filter_id}", { params: { path: { filter_id: id } } }));
}

/** Asks how a filter is understood; what is wrong with it is an answer, not an error. */
export async function checkFilter(text: string): Promise<FilterCheck> {
  try {
    const read = unwrap(await api.GET("/api/v1/filter-check", { params: { query: { text } } }));
    return { ok: true, canonical: read.canonical, spans: read.spans };
  } catch (error) {
    if (error instanceof ProblemError && error.status === 422) return wrong(error, text);
    throw error;
  }
}

function wrong(error: ProblemError, text: string): FilterCheck {
  const [first] = (error.body.errors ?? []) as components["schemas"]["FieldProblem"][];
  return {
    ok: false,
    detail: first?.detail ?? error.message,
    start: first?.start ?? 0,
    end: first?.end ?? text.length,
  };
}
