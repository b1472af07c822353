import { api, unwrap, type Color, type Project, type ProjectUpdate } from "./api-client";

/** What becomes of the tasks of a project that is deleted. */
export type TasksOfDeleted = "inbox" | "trash";

/** Projects in the order in which they were dragged; the archived ones are a list of their own. */
export async function fetchProjects(archived = false): Promise<Project[]> {
  const params = { query: { archived } };
  return unwrap(await api.GET("/api/v1/projects", { params })).items;
}

/** Adds a project; sent again with the same key it is still one. */
export async function createProject(name: string, color: Color, key: string): Promise<Project> {
  const params = { header: { "idempotency-key": key } };
  return unwrap(await api.POST("/api/v1/projects", { params, body: { name, color } }));
}

/** Changes a project, unless somebody else changed it since it was read. */
export async function updateProject(project: Project, body: ProjectUpdate): Promise<Project> {
  const header = { "if-match": `"${project.version}"` };
  const params = { path: { project_id: project.id }, header };
  return unwrap(await api.PATCH("/api/v1/projects/{project_id}", { params, body }));
}

/** Deletes a project; its tasks go where they are sent. */
export async function deleteProject(id: string, tasks: TasksOfDeleted): Promise<void> {
  const params = { path: { project_id: id }, query: { tasks } };
  unwrap(await api.DELETE("/api/v1/projects/{project_id}", { params }));
}
