import {
  api,
  unwrap,
  type Change,
  type Task,
  type TaskCreate,
  type TaskFilter,
  type TaskUpdate,
} from "./api-client";

/** One page is enough for a person's screen; the server holds the rest. */
const PAGE = 200;

/** The first page of the tasks that a filter wants. */
export async function fetchTasks(filter: TaskFilter): Promise<Task[]> {
  const query = { ...filter, limit: PAGE };
  return unwrap(await api.GET("/api/v1/tasks", { params: { query } })).items;
}

/** The names of all tags of open tasks, the most used first. */
export async function fetchTags(): Promise<string[]> {
  return unwrap(await api.GET("/api/v1/tags")).items.map((tag) => tag.name);
}

/** Adds a task; sent again with the same key it is still one task. */
export async function createTask(body: TaskCreate, key: string): Promise<Task> {
  const header = { "idempotency-key": key };
  return unwrap(await api.POST("/api/v1/tasks", { body, params: { header } }));
}

/** Changes a task, unless somebody else changed it since it was read. */
export async function updateTask(task: Task, body: TaskUpdate): Promise<Task> {
  return unwrap(
    await api.PATCH("/api/v1/tasks/{task_id}", {
      body,
      params: { path: { task_id: task.id }, header: { "if-match": `"${task.version}"` } },
    }),
  );
}

/** Ticks a task off, or takes it back. */
export async function setDone(task: Task, done: boolean): Promise<Task> {
  const params = { path: { task_id: task.id } };
  const url = done ? "/api/v1/tasks/{task_id}/complete" : "/api/v1/tasks/{task_id}/reopen";
  return unwrap(await api.POST(url, { params }));
}

/** Deletes a task as it was read; refused when it has changed since. */
export async function deleteTask(task: Task): Promise<void> {
  unwrap(await api.DELETE("/api/v1/tasks/{task_id}", { params: { path: { task_id: task.id } } }));
}

/** The newest change of all tasks: what an undo right after an action takes back. */
export async function newestChange(): Promise<Change | undefined> {
  const params = { query: { limit: 1 } };
  return unwrap(await api.GET("/api/v1/changes", { params })).items[0];
}

/** Takes a change back; refused when something newer touched the same fields. */
export async function undoChange(changeId: string): Promise<Change> {
  const params = { path: { change_id: changeId } };
  return unwrap(await api.POST("/api/v1/changes/{change_id}/undo", { params }));
}
