import createClient from "openapi-fetch";

import { toProblem, UnreachableError } from "./problem";

import type { components, paths } from "@/types/api";

/** Names for the generated types that the app speaks of. */
export type Task = components["schemas"]["TaskPublic"];
export type TaskCreate = components["schemas"]["TaskCreate"];
export type TaskDraft = components["schemas"]["TaskDraft"];
export type DraftMark = components["schemas"]["DraftMark"];
export type TaskUpdate = components["schemas"]["TaskUpdate"];
export type Account = components["schemas"]["AccountPublic"];
export type Change = components["schemas"]["ChangePublic"];
export type Project = components["schemas"]["ProjectPublic"];
export type ProjectUpdate = components["schemas"]["ProjectUpdate"];
export type Color = Project["color"];
export type SavedFilter = components["schemas"]["SavedFilterPublic"];
export type SavedFilterUpdate = components["schemas"]["SavedFilterUpdate"];
export type Statistics = components["schemas"]["Statistics"];
export type Session = components["schemas"]["SessionPublic"];
export type AccessToken = components["schemas"]["TokenPublic"];
export type TokenMade = components["schemas"]["TokenMade"];
export type TokenCreate = components["schemas"]["TokenCreate"];
export type AssistantChoice = components["schemas"]["AssistantChoicePublic"];
export type AssistantChoiceUpdate = components["schemas"]["AssistantChoiceUpdate"];
export type PasswordChange = components["schemas"]["PasswordChange"];
export type AccountDeletion = components["schemas"]["AccountDeletion"];
export type Reminder = components["schemas"]["ReminderPublic"];
export type ImportReport = components["schemas"]["ImportReport"];
export type FileFormat = ImportReport["format"];
export type Tag = components["schemas"]["TagPublic"];
export type BulkChange = components["schemas"]["BulkChange"];
export type BulkResult = components["schemas"]["BulkResult"];
/** Highlights are from and to; the client reads pairs as lists. */
export type Found = Omit<components["schemas"]["Found"], "highlights"> & { highlights: number[][] };
export type TaskMove = components["schemas"]["TaskMove"];
export type Priority = Task["priority"];
export type TaskFilter = NonNullable<paths["/api/v1/tasks"]["get"]["parameters"]["query"]>;

/** The typed client of the backend; everything goes to our own origin. */
export const api = createClient<paths>({
  // Looked up at each call, so that tests and pages may replace it.
  fetch: async (request) => {
    try {
      return await globalThis.fetch(request);
    } catch (error) {
      throw request.signal.aborted ? error : new UnreachableError(error);
    }
  },
  baseUrl: typeof window === "undefined" ? "http://localhost" : window.location.origin,
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Returns the data of an answer, or throws its problem. */
export function unwrap<T>({ data, error, response }: Answer<T>): T {
  if (!response.ok) throw toProblem(response.status, error);
  return data as T;
}

/** The time zone of this browser. */
export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
