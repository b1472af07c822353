"use client";

import { DONE, PROJECTS, REFUSED, TASKS } from "../data";
import { failed, projects, tasks, tasksKey, type Seed } from "../seeds";
import type { State } from "../states";

import { BulkBar } from "@/components/tasks/bulk-bar";
import { EmptyList } from "@/components/tasks/empty-list";
import { ListScreen } from "@/components/tasks/list-screen";
import { NothingThere } from "@/components/tasks/nothing-there";
import { SearchScreen } from "@/components/tasks/search-screen";
import { ShelfScreen } from "@/components/tasks/shelf-screen";
import type { TaskFilter } from "@/lib/api-client";
import { inboxView, tagView, todayView } from "@/lib/views";
import { useWords } from "@/lib/words";

const INBOX: TaskFilter = { project: "inbox", parent: "none", state: "open", sort: "manual" };
const TRASH: TaskFilter = { state: "deleted" };

const Inbox = () => <ListScreen view={inboxView(useWords())} />;

/** The inbox, as it is when the API has answered so. */
const inbox = (name: string, ...seeds: Seed[]): State => ({ name, seeds, Show: Inbox });

function EmptyToday() {
  return <EmptyList view={todayView(useWords())} done={false} />;
}

function EmptyTag() {
  return <EmptyList view={tagView(useWords(), "garden")} done={false} />;
}

function NothingDone() {
  return <EmptyList view={inboxView(useWords())} done />;
}

function Selected() {
  const ids = new Set(TASKS.map(({ id }) => id));
  const nothing = (): void => undefined;
  return (
    <BulkBar
      done={false}
      selection={{ ids, toggle: nothing, selectAll: nothing, clear: nothing }}
    />
  );
}

const trash = (name: string, ...seeds: Seed[]): State => ({
  name: `trash, ${name}`,
  seeds,
  Show: () => <ShelfScreen shelf="deleted" />,
});

export const states: readonly State[] = [
  inbox("loading"),
  inbox("empty", tasks(INBOX, [])),
  inbox("failed", failed(tasksKey(INBOX), REFUSED)),
  inbox("tasks", tasks(INBOX, TASKS), projects(PROJECTS)),
  { name: "several selected", Show: Selected },
  { name: "nothing due today", Show: EmptyToday },
  { name: "nothing with a tag", Show: EmptyTag },
  { name: "nothing done yet", Show: NothingDone },
  { name: "no such project", Show: () => <NothingThere what="noProject" /> },
  trash("empty", tasks(TRASH, [])),
  trash("tasks", tasks(TRASH, [...DONE, ...TASKS.slice(4)])),
  { name: "search", Show: SearchScreen },
];
