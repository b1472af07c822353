import { api, unwrap, type FileFormat, type ImportReport } from "./api-client";

/** The formats that tasks come and go in. */
export const FORMATS = [
  "json",
  "todo-csv",
  "todoist-csv",
  "ticktick-csv",
  "todotxt",
  "ical",
] as const satisfies readonly FileFormat[];

/** Where the tasks can be had as a file. */
export function exportAddress(format: FileFormat): string {
  return `/api/v1/exports/tasks?format=${format}`;
}

/** Where all that is kept about the account can be had. */
export const ACCOUNT_EXPORT = "/api/v1/me/export";

/** How a file is taken over. */
export interface ImportOptions {
  /** Only says what would be done. */
  dryRun: boolean;
  /** Leaves out tasks that are there already. */
  skipExisting: boolean;
  key: string;
}

/** Takes the tasks of a file over; the report names each line that was not taken. */
export async function importTasks(file: Blob, options: ImportOptions): Promise<ImportReport> {
  const { dryRun, skipExisting, key } = options;
  const bytes = await file.arrayBuffer();
  return unwrap(
    await api.POST("/api/v1/imports", {
      params: {
        query: { dry_run: dryRun, skip_existing: skipExisting },
        header: dryRun ? {} : { "idempotency-key": key },
      },
      // The bytes are sent as they are; the client would write them as JSON.
      body: "",
      bodySerializer: () => bytes,
      headers: { "content-type": "application/octet-stream" },
    }),
  );
}
