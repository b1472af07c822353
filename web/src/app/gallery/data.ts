/** What the gallery shows: made-up data in the shapes of the API. Days count from today. */

import type { Project, Tag, Task } from "@/lib/api-client";
import { addDays, isoDay } from "@/lib/dates";
import { ProblemError } from "@/lib/problem";

const HOUR_MS = 3_600_000;

/** A title that fits nowhere, with a word that cannot be broken. */
export const LONG =
  "Ask the landlord about the Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung before the meeting with everybody who has a say in it";

/** What the API says when it cannot. */
export const REFUSED = new ProblemError(
  500,
  "Something went wrong on our side. It was written down.",
);

/** A day, so many days from today. */
export const inDays = (days: number): string => addDays(isoDay(new Date()), days);

/** An instant, so many hours ago. */
export const hoursAgo = (hours: number): string =>
  new Date(Date.now() - hours * HOUR_MS).toISOString();

let made = 0;

/** A task; each one has an id of its own. */
export function aTask(title: string, facts: Partial<Task> = {}): Task {
  made += 1;
  return {
    id: `gallery-${made}`,
    title,
    notes: "",
    state: "open",
    due_date: null,
    due_time: null,
    due_at: null,
    time_zone: null,
    priority: "none",
    tags: [],
    version: 1,
    created_at: hoursAgo(50),
    updated_at: hoursAgo(2),
    completed_at: null,
    rank: String(made).padStart(6, "0"),
    reminders: [],
    ...facts,
  };
}

/** A project. */
export function aProject(name: string, facts: Partial<Project> = {}): Project {
  return {
    id: name,
    name,
    color: "grey",
    rank: name,
    open_count: 0,
    archived_at: null,
    created_at: hoursAgo(900),
    updated_at: hoursAgo(90),
    version: 1,
    ...facts,
  };
}

export const HOME = aProject("Home", { color: "green", open_count: 4 });
export const WORK = aProject("Work", { color: "blue", open_count: 12 });
export const PROJECTS = [HOME, WORK, aProject(LONG, { color: "pink", open_count: 1 })];

export const TAGS: Tag[] = [
  { name: "garden", open_count: 3 },
  { name: "phone", open_count: 1 },
];

/** Tasks as a list shows them, of each kind one. */
export const TASKS = [
  aTask("Buy milk"),
  aTask("Send the invoice", { due_date: inDays(-3), priority: "high", project_id: WORK.id }),
  aTask("Call the dentist", { due_date: inDays(0), due_time: "15:30:00", tags: ["phone"] }),
  aTask("Water the plants", {
    due_date: inDays(1),
    recurrence: "FREQ=WEEKLY;BYDAY=MO,TH",
    priority: "medium",
    project_id: HOME.id,
    tags: ["garden"],
  }),
  aTask("Throw a party", {
    priority: "low",
    subtasks: { open: 2, done: 1, estimate_minutes: 90 },
    notes: "Who **brings** the cake?",
  }),
  aTask(LONG, { due_date: inDays(9), tags: ["garden", "phone"], project_id: HOME.id }),
];

/** Tasks that were done. */
export const DONE = [
  aTask("Return the books", { state: "done", completed_at: hoursAgo(1) }),
  aTask("Pay the rent", {
    state: "done",
    completed_at: hoursAgo(30),
    due_date: inDays(-1),
    priority: "high",
  }),
];
