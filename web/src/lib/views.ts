import type { TaskFilter } from "./api-client";

/** The lists that one can look at. */
export type Tab = "open" | "today" | "overdue" | "done";

/** What of the tasks is shown. */
export interface View {
  tab: Tab;
  tag: string | null;
  text: string;
}

/** In the order of the tab bar. */
export const TABS: readonly { id: Tab; label: string }[] = [
  { id: "open", label: "Open" },
  { id: "today", label: "Today" },
  { id: "overdue", label: "Overdue" },
  { id: "done", label: "Done" },
];

/** What a person sees first. */
export const DEFAULT_VIEW: View = { tab: "open", tag: null, text: "" };

/** The query that a view stands for. */
export function toFilter(view: View): TaskFilter {
  const filter: TaskFilter = { state: view.tab === "done" ? "done" : "open" };
  if (view.tab === "today" || view.tab === "overdue") filter.due = view.tab;
  if (view.tag) filter.tag = view.tag;
  if (view.text.trim()) filter.q = view.text.trim();
  return filter;
}

/** Whether a view leaves open tasks out, so that an empty list does not mean nothing to do. */
export function isNarrowed(view: View): boolean {
  return view.tab !== "open" || view.tag !== null || view.text.trim() !== "";
}
