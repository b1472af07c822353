import type { Task } from "@/lib/api-client";

let made = 0;

/** A task as the backend would send it; what a test is about goes into `facts`. */
export function aTask(facts: Partial<Task> = {}): Task {
  made += 1;
  return {
    id: `0190a000-0000-7000-8000-${String(made).padStart(12, "0")}`,
    title: "Buy milk",
    notes: "",
    state: "open",
    due_date: null,
    due_time: null,
    due_at: null,
    time_zone: null,
    priority: "none",
    tags: [],
    version: 1,
    created_at: "2026-11-24T08:00:00Z",
    updated_at: "2026-11-24T08:00:00Z",
    completed_at: null,
    rank: "",
    reminders: [],
    ...facts,
  };
}
