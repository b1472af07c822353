import { api, unwrap, type Reminder } from "./api-client";

/** The reminders that are to be shown now or within some hours. */
export async function fetchReminders(hours: number): Promise<Reminder[]> {
  return unwrap(await api.GET("/api/v1/reminders", { params: { query: { hours } } })).items;
}

/** Says that a task's reminders were shown, so that no other browser shows them again. */
export async function markSeen(taskId: string, until: string): Promise<void> {
  const params = { path: { task_id: taskId } };
  unwrap(await api.POST("/api/v1/tasks/{task_id}/reminders/seen", { params, body: { until } }));
}
