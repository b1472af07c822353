"use client";

import { useQuery } from "@tanstack/react-query";

import { fetchAgenda } from "./chat-api";
import { keys } from "./query-keys";

/** Something one could say. */
export type Suggestion = string;

const EXAMPLES: Suggestion[] = [
  "Add buy milk tomorrow at 5pm #home",
  "Remind me to water the plants on Saturday",
  "Add call mum and book the dentist",
];
const ALWAYS: Suggestion = "What can you do?";

/** What one could say now: with nothing to do examples, otherwise what fits the day. */
export function useSuggestions(): Suggestion[] {
  const { data } = useQuery({
    queryKey: [...keys.tasks, "suggestions"],
    queryFn: fetchAgenda,
  });
  if (!data) return [ALWAYS];
  const { overdue, days } = data;
  const today = days[0]?.due.length ?? 0;
  const soon = days.some((day) => day.due.length > 0);
  if (overdue.length === 0 && !soon) return [...EXAMPLES, ALWAYS];
  return [
    ...(overdue.length > 0 ? ["What is overdue?", "Move everything overdue to today"] : []),
    ...(today > 0 ? ["What is due today?"] : []),
    "What is due this week?",
    EXAMPLES[0] ?? "",
    ALWAYS,
  ].filter(Boolean);
}
