"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { fetchAgenda, type Agenda } from "./chat-api";
import { keys } from "./query-keys";

/** What one could say to the offline assistant, which reads English whatever the page speaks. */
const COMMANDS = {
  add: "Add buy milk tomorrow at 5pm #home",
  remind: "Remind me to water the plants on Saturday",
  several: "Add call mum and book the dentist",
  help: "What can you do?",
  overdue: "What is overdue?",
  postpone: "Move everything overdue to today",
  today: "What is due today?",
  week: "What is due this week?",
};
type Idea = keyof typeof COMMANDS;

/** What one could say now: with nothing to do examples, otherwise what fits the day. */
export function useSuggestions(offline: boolean): string[] {
  const t = useTranslations();
  const { data } = useQuery({
    queryKey: [...keys.tasks, "suggestions"],
    queryFn: fetchAgenda,
  });
  return ideasFor(data).map((idea) => (offline ? COMMANDS[idea] : t(`suggestions.${idea}`)));
}

function ideasFor(agenda: Agenda | undefined): Idea[] {
  if (!agenda) return ["help"];
  const { overdue, days } = agenda;
  const today = days[0]?.due.length ?? 0;
  const soon = days.some((day) => day.due.length > 0);
  if (overdue.length === 0 && !soon) return ["add", "remind", "several", "help"];
  return [
    ...(overdue.length > 0 ? (["overdue", "postpone"] as const) : []),
    ...(today > 0 ? (["today"] as const) : []),
    "week",
    "add",
    "help",
  ];
}
