/** What a person can change about a call before allowing it: pure functions. */

import type { Approval, Decision } from "@/types/chat";

/** What was changed in the question: tasks taken out, another day. */
export interface Amendment {
  without: ReadonlySet<string>;
  /** YYYY-MM-DD; null leaves it as asked. */
  dueDate: string | null;
}

/** The question as it was asked. */
export const UNCHANGED: Amendment = { without: new Set(), dueDate: null };

/** Whether single tasks can be taken out: all of them are known, and there are several. */
export function canLeaveOut(approval: Approval): boolean {
  return approval.tool_name === "change_tasks" && allIds(approval).length > 1;
}

/** The day that an update gives, if it gives one. */
export function dueDateOf({ tool_name, arguments: given }: Approval): string | null {
  const day = tool_name === "change_tasks" ? given.due_date : null;
  return typeof day === "string" ? day : null;
}

/** How many tasks it is about after what was taken out. */
export function countOf(approval: Approval, { without }: Amendment): number {
  return approval.preview.count - without.size;
}

/** The decision that allows the call as the person has amended it. */
export function allow(approval: Approval, { without, dueDate }: Amendment): Decision {
  const otherDay = dueDate !== null && dueDate !== dueDateOf(approval);
  if (without.size === 0 && !otherDay) return { decision: "approve" };
  const changed: Approval["arguments"] = {
    ...approval.arguments,
    ...(otherDay && { due_date: dueDate }),
  };
  if (without.size > 0) {
    // The person chose among these; a filter could let others in.
    delete changed.filter;
    changed.task_ids = allIds(approval).filter((id) => !without.has(id));
  }
  return { decision: "edit", arguments: changed };
}

/** All tasks that it is about; none when not all are known here. */
function allIds({ arguments: given, preview }: Approval): string[] {
  const shown = preview.tasks.map((task) => task.id);
  if (shown.length === preview.count) return shown;
  const named = Array.isArray(given.task_ids) ? given.task_ids.map(String) : [];
  return named.length === preview.count ? named : [];
}
