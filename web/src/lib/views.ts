/** The lists that one can look at: what each asks for, and what a task added in it begins with. */

import type { Project, SavedFilter, Task, TaskCreate, TaskFilter } from "./api-client";
import { addDays, isoDay } from "./dates";
import type { Words } from "./words";

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
export const SORTS = [
  "manual",
  "due",
  "priority",
  "title",
  "created",
] as const satisfies readonly Sort[];

/** Tasks that are in no project. */
export function inboxView({ t }: Words): View {
  return {
    title: t("lists.inbox"),
    filter: { project: "inbox", parent: "none" },
    sort: "manual",
    grouping: "none",
    layouts: LAYOUTS,
    nests: true,
    fresh: {},
    keeps: (task) => !task.project_id && !task.parent_id,
    empty: {
      title: t("empty.inboxTitle"),
      text: t("empty.inboxText"),
    },
  };
}

/** What is late, and what is due today. */
export function todayView({ t }: Words, now = new Date()): View {
  const today = isoDay(now);
  const tomorrow = addDays(today, 1);
  return {
    title: t("lists.today"),
    filter: { due_before: tomorrow },
    doneFilter: { filter: "completed:today" },
    sort: "due",
    grouping: "late",
    layouts: ["list"],
    nests: false,
    fresh: { due_date: today },
    keeps: (task) => task.due_date != null && task.due_date <= today,
    empty: {
      title: t("empty.todayTitle"),
      text: t("empty.todayText"),
    },
  };
}

/** What has a date after today, day by day. */
export function upcomingView({ t }: Words, now = new Date()): View {
  const today = isoDay(now);
  return {
    title: t("lists.upcoming"),
    filter: { due_after: today },
    sort: "due",
    grouping: "day",
    layouts: ["list", "week"],
    nests: false,
    fresh: { due_date: addDays(today, 1) },
    keeps: (task) => task.due_date != null && task.due_date > today,
    empty: {
      title: t("empty.upcomingTitle"),
      text: t("empty.upcomingText"),
    },
  };
}

/** The tasks of a project. */
export function projectView({ t }: Words, { id, name }: Pick<Project, "id" | "name">): View {
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
      title: t("empty.projectTitle"),
      text: t("empty.projectText"),
    },
  };
}

/** The tasks with a tag. */
export function tagView({ t }: Words, tag: string): View {
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
      title: t("empty.tagTitle", { tag }),
      text: t("empty.tagText"),
    },
  };
}

/** The tasks that a kept filter finds. */
export function filterView(
  { t }: Words,
  { name, filter }: Pick<SavedFilter, "name" | "filter">,
): View {
  return {
    title: name,
    filter: { filter },
    sort: "due",
    grouping: "none",
    layouts: LAYOUTS,
    nests: false,
    fresh: {},
    keeps: () => true,
    empty: { title: t("empty.filterTitle"), text: t("empty.filterText", { filter }) },
  };
}

/** The query of a view in one state and order; done tasks come newest first, parts among them. */
export function queryOf(view: View, state: "open" | "done", sort: Sort): TaskFilter {
  if (state === "open") return { ...view.filter, state, sort };
  const filter = { ...(view.doneFilter ?? view.filter) };
  delete filter.parent;
  return { ...filter, state, sort: "completed" };
}
