import { api, unwrap, type Change } from "./api-client";

/** How many changes are looked through for one that was made a moment ago. */
const RECENT = 20;

/** Some changes, the newest first, and where they go on. */
export interface ChangePage {
  items: Change[];
  next_cursor: string | null;
}

/** One page of the history. */
export async function fetchChanges(limit: number, cursor?: string): Promise<ChangePage> {
  const query = { limit, ...(cursor && { cursor }) };
  const page = unwrap(await api.GET("/api/v1/changes", { params: { query } }));
  return { items: page.items, next_cursor: page.next_cursor ?? null };
}

/** The newest change that fits; somebody else may have been quicker, so it is looked for. */
export async function findChange(fits: (change: Change) => boolean): Promise<Change | undefined> {
  return (await fetchChanges(RECENT)).items.find((one) => fits(one) && isUndoable(one));
}

/** Takes a change back; refused when something newer touched the same fields. */
export async function undoChange(changeId: string): Promise<Change> {
  const params = { path: { change_id: changeId } };
  return unwrap(await api.POST("/api/v1/changes/{change_id}/undo", { params }));
}

function isUndoable(change: Change): boolean {
  return change.undone_at === null && change.action !== "undo";
}
