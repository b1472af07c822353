import type { Task, TaskUpdate } from "./api-client";
import { contested, currentOf, type Conflict } from "./conflicts";
import { updateTask } from "./tasks-api";

/** A change that somebody has to decide about. */
export class ConflictError extends Error {
  constructor(readonly conflict: Conflict) {
    super("somebody else changed the same fields");
    this.name = "ConflictError";
  }
}

/** Changes a task; when it changed meanwhile, but elsewhere, both changes hold. */
export async function updateJoining(task: Task, changes: TaskUpdate): Promise<Task> {
  try {
    return await updateTask(task, changes);
  } catch (error) {
    const current = currentOf(error);
    if (!current) throw error;
    const fields = contested(task, current, changes);
    if (fields.length > 0) throw new ConflictError({ current, changes, fields });
    return updateJoining(current, changes);
  }
}
