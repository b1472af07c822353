/** Sends what waits, one after the other, each exactly once. */

import type { Task } from "../api-client";
import type { Conflict } from "../conflicts";
import { ProblemError, UnreachableError } from "../problem";
import { actOnTask, createTask, deleteTask, moveTask } from "../tasks-api";
import { ConflictError, updateJoining } from "../update-joining";
import { needs, type Write } from "../writes";

import type { Outbox, Placed } from "./outbox";

/** What the page does meanwhile. */
export interface Listener {
  /** Asks the person which version of a task stays; true is theirs. */
  ask: (conflict: Conflict) => Promise<boolean>;
  sent: (write: Write, answer: Task | null) => void;
  /** The sentence for what went wrong. */
  say: (error: unknown) => string;
}

const TOO_EARLY = new Set([401, 408, 425, 429]);

/** Sends all that waits; false when the rest has to be tried later. */
export async function send(
  outbox: Pick<Outbox, "list" | "done" | "replace" | "discard">,
  listener: Listener,
): Promise<boolean> {
  for (;;) {
    const next = sendable(await outbox.list());
    if (!next) return true;
    try {
      const answer = await sendOne(next.write);
      await outbox.done(next, answer);
      listener.sent(next.write, answer);
    } catch (error) {
      if (error instanceof ConflictError) await settle(outbox, listener, next, error.conflict);
      else if (isForLater(error)) return false;
      else await outbox.replace(next, { refused: listener.say(error) });
    }
  }
}

/** The first that was not refused, and whose task was not refused. */
export function sendable(all: readonly Placed[]): Placed | undefined {
  const refused = all.flatMap(({ write, refused: why }) =>
    write.kind === "create" && why !== null ? [write.id] : [],
  );
  return all.find(
    ({ write, refused: why }) => why === null && !refused.some((id) => needs(write, id)),
  );
}

async function settle(
  outbox: Pick<Outbox, "replace" | "discard">,
  listener: Listener,
  entry: Placed,
  conflict: Conflict,
): Promise<void> {
  const { current, changes } = conflict;
  const mine = await listener.ask(conflict);
  if (mine) await outbox.replace(entry, { write: { kind: "edit", task: current, changes } });
  else await outbox.discard(entry.id);
}

async function sendOne(write: Write): Promise<Task | null> {
  switch (write.kind) {
    case "create":
      return createTask(write.body, write.key);
    case "edit":
      return updateJoining(write.task, write.changes);
    case "act":
      return actOnTask(write.id, write.verb);
    case "move":
      return moveTask(write.id, write.where);
    case "delete":
      return removed(write.id);
  }
}

/** What is no longer there was deleted, perhaps by this very request whose answer was lost. */
async function removed(id: string): Promise<null> {
  try {
    await deleteTask(id);
  } catch (error) {
    if (!(error instanceof ProblemError && error.status === 404)) throw error;
  }
  return null;
}

function isForLater(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  return error instanceof ProblemError && (error.status >= 500 || TOO_EARLY.has(error.status));
}
