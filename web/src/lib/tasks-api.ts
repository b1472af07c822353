import {
  api,
  unwrap,
  type BulkChange,
  type BulkResult,
  type Found,
  type Tag,
  type Task,
  type TaskCreate,
  type TaskDraft,
  type TaskFilter,
  type TaskMove,
  type TaskUpdate,
} from "./api-client";

const PAGE = 200;

/** Some tasks of a list, and where it goes on; null is the end. */
export interface TaskPage {
  items: Task[];
  next_cursor: string | null;
}

/** What can be done to a whole task besides changing its fields. */
export type TaskVerb = "complete" | "reopen" | "archive" | "unarchive" | "restore";

/** One page of the tasks that a filter wants. */
export async function fetchTasks(filter: TaskFilter, cursor?: string): Promise<TaskPage> {
  const query = { ...filter, limit: PAGE, ...(cursor && { cursor }) };
  const { items, next_cursor } = unwrap(await api.GET("/api/v1/tasks", { params: { query } }));
  return { items, next_cursor: next_cursor ?? null };
}

/** One task. */
export async function fetchTask(id: string): Promise<Task> {
  return unwrap(await api.GET("/api/v1/tasks/{task_id}", { params: { path: { task_id: id } } }));
}

/** Tasks by words, beginnings of words and similar words, the best first. */
export async function searchTasks(q: string, limit = 50): Promise<Found[]> {
  return unwrap(await api.GET("/api/v1/search", { params: { query: { q, limit } } })).items;
}

/** All tags of open tasks, the most used first. */
export async function fetchTags(): Promise<Tag[]> {
  return unwrap(await api.GET("/api/v1/tags")).items;
}

/** Reads a task as it is typed; nothing is added. */
export async function readTask(text: string): Promise<TaskDraft> {
  return unwrap(await api.GET("/api/v1/task-draft", { params: { query: { text } } }));
}

/** Adds a task; sent again with the same key it is still one task. */
export async function createTask(body: TaskCreate, key: string): Promise<Task> {
  const header = { "idempotency-key": key };
  return unwrap(await api.POST("/api/v1/tasks", { body, params: { header } }));
}

/** Changes a task, unless somebody else changed it since this version was read. */
export async function updateTask(
  task: Pick<Task, "id" | "version">,
  body: TaskUpdate,
): Promise<Task> {
  return unwrap(
    await api.PATCH("/api/v1/tasks/{task_id}", {
      body,
      params: { path: { task_id: task.id }, header: { "if-match": `"${task.version}"` } },
    }),
  );
}

/** Ticks a task off, takes it back, puts it out of sight, brings it back. */
export async function actOnTask(id: string, verb: TaskVerb): Promise<Task> {
  const params = { path: { task_id: id } };
  return unwrap(await api.POST(`/api/v1/tasks/{task_id}/${verb}`, { params }));
}

/** Puts a task into the trash. */
export async function deleteTask(id: string): Promise<void> {
  unwrap(await api.DELETE("/api/v1/tasks/{task_id}", { params: { path: { task_id: id } } }));
}

/** Puts a task behind another one. */
export async function moveTask(id: string, body: TaskMove): Promise<Task> {
  const params = { path: { task_id: id } };
  return unwrap(await api.POST("/api/v1/tasks/{task_id}/move", { params, body }));
}

/** Copies a task with all that hangs below it; sent again with the same key it is one copy. */
export async function duplicateTask(id: string, key: string): Promise<Task> {
  const params = { path: { task_id: id }, header: { "idempotency-key": key } };
  return unwrap(await api.POST("/api/v1/tasks/{task_id}/duplicate", { params }));
}

/** Changes many tasks in one go, all or none. */
export async function changeTasks(body: BulkChange): Promise<BulkResult> {
  return unwrap(await api.POST("/api/v1/bulk", { body, params: {} }));
}
