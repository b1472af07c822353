/** The lists that one can look at: what each asks for, and what a task added in it begins with. */

import type { Project, SavedFilter, Task, TaskCreate, TaskFilter } from "./api-client";
import { addDays, isoDay } from "./dates";

/** How a list is sorted; `manual` is the order of dragging. */
export type Sort = NonNullable<TaskFilter["sort"]>;

/** How a list is divided. */
export type Grouping = "none" | "day" | "late";

/** How a list is laid out: below one another, by priority, or by the days of a week. */
export type Layout = "list" | "board" | "week";

/** A list of tasks. */
export interface View {
  title: string;
  /** What the server is asked for. */
  filter: TaskFilter;
  /** What it is asked for of done tasks, when that is something else. */
  doneFilter?: TaskFilter;
  /** How it is sorted unless the person says otherwise. */
  sort: Sort;
  grouping: Grouping;
  layouts: readonly Layout[];
  /** Whether parts are folded out below their task, and not listed beside it. */
  nests: boolean;
  /** What a task that is added here begins with. */
  fresh: Partial<TaskCreate>;
  /** Whether a task that was changed still belongs here. */
  keeps: (task: Task) => boolean;
  /** What an empty list teaches. */
  empty: { title: string; text: string };
}

const LAYOUTS: readonly Layout[] = ["list", "board", "week"];

/** In the order of the menu. */
export const SORTS: readonly { id: Sort; label: string }[] = [
  { id: "manual", label: "My order" },
  { id: "due", label: "Due date" },
  { id: "priority", label: "Priority" },
  { id: "title", label: "Title" },
  { id: "created", label: "Newest first" },
];

/** Tasks that are in no project. */
export function inboxView(): View {
  return {
    title: "Inbox",
    filter: { project: "inbox", parent: "none" },
    sort: "manual",
    grouping: "none",
    layouts: LAYOUTS,
    nests: true,
    fresh: {},
    keeps: (task) => !task.project_id && !task.parent_id,
    empty: {
      title: "Nothing to do.",
      text: "Add a task above, or tell the assistant: “call mum on sunday”. What has no project lands here.",
    },
  };
}

/** What is late, and what is due today. */
export function todayView(now = new Date()): View {
  const today = isoDay(now);
  const tomorrow = addDays(today, 1);
  return {
    title: "Today",
    filter: { due_before: tomorrow },
    doneFilter: { filter: "completed:today" },
    sort: "due",
    grouping: "late",
    layouts: ["list"],
    nests: false,
    fresh: { due_date: today },
    keeps: (task) => task.due_date != null && task.due_date <= today,
    empty: {
      title: "Nothing is due today.",
      text: "A task that you add here is due today. Press t in any list to come back.",
    },
  };
}

/** What has a date after today, day by day. */
export function upcomingView(now = new Date()): View {
  const today = isoDay(now);
  return {
    title: "Upcoming",
    filter: { due_after: today },
    sort: "due",
    grouping: "day",
    layouts: ["list", "week"],
    nests: false,
    fresh: { due_date: addDays(today, 1) },
    keeps: (task) => task.due_date != null && task.due_date > today,
    empty: {
      title: "Nothing is planned.",
      text: "Tasks with a date show up here on their day. One that you add here is due tomorrow.",
    },
  };
}

/** The tasks of a project. */
export function projectView({ id, name }: Pick<Project, "id" | "name">): View {
  return {
    title: name,
    filter: { project: id, parent: "none" },
    sort: "manual",
    grouping: "none",
    layouts: LAYOUTS,
    nests: true,
    fresh: { project_id: id },
    keeps: (task) => task.project_id === id && !task.parent_id,
    empty: {
      title: "This project is empty.",
      text: "Add a task above, or drag one from another list onto the project's name.",
    },
  };
}

/** The tasks with a tag. */
export function tagView(tag: string): View {
  return {
    title: `#${tag}`,
    filter: { tag },
    sort: "due",
    grouping: "none",
    layouts: LAYOUTS,
    nests: false,
    fresh: { tags: [tag] },
    keeps: (task) => task.tags.includes(tag),
    empty: {
      title: `No open task carries #${tag}.`,
      text: "A task that you add here gets the tag. Tags without tasks leave the sidebar by themselves.",
    },
  };
}

/** The tasks that a kept filter finds. */
export function filterView({ name, filter }: Pick<SavedFilter, "name" | "filter">): View {
  return {
    title: name,
    filter: { filter },
    sort: "due",
    grouping: "none",
    layouts: LAYOUTS,
    nests: false,
    fresh: {},
    keeps: () => true,
    empty: { title: "Nothing fits this filter.", text: `It asks for: ${filter}` },
  };
}

/** The query of a view in one state and order; done tasks come newest first, parts among them. */
export function queryOf(view: View, state: "open" | "done", sort: Sort): TaskFilter {
  if (state === "open") return { ...view.filter, state, sort };
  const filter = { ...(view.doneFilter ?? view.filter) };
  delete filter.parent;
  return { ...filter, state, sort: "completed" };
}
