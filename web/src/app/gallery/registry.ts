import type { State } from "./states";

/** Every group of the gallery, the address below /gallery first: a new one is one entry here. */
export const GROUPS = {
  rows: () => import("./groups/rows"),
  lists: () => import("./groups/lists"),
  columns: () => import("./groups/columns"),
  adding: () => import("./groups/adding"),
  details: () => import("./groups/details"),
  answers: () => import("./groups/answers"),
  approvals: () => import("./groups/approvals"),
  chat: () => import("./groups/chat"),
  offline: () => import("./groups/offline"),
  dialogs: () => import("./groups/dialogs"),
  sidebar: () => import("./groups/sidebar"),
  settings: () => import("./groups/settings"),
  statistics: () => import("./groups/statistics"),
  entrance: () => import("./groups/entrance"),
  controls: () => import("./groups/controls"),
} satisfies Record<string, () => Promise<{ states: readonly State[] }>>;

/** The name of a group. */
export type Group = keyof typeof GROUPS;

/** Whether an address names a group. */
export function isGroup(name: string): name is Group {
  return Object.hasOwn(GROUPS, name);
}
