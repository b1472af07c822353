import { serve, stopServing } from "../support/server";

import { findChange, undoChange } from "@/lib/changes-api";

afterEach(stopServing);

const change = (id: string, more: object = {}) => ({
  id,
  task_id: "t1",
  action: "update",
  undone_at: null,
  ...more,
});

it("finds the newest change that fits and can still be taken back", async () => {
  const items = [
    change("c4", { action: "undo" }),
    change("c3", { undone_at: "2026-11-26T08:00:00Z" }),
    change("c2", { task_id: "other" }),
    change("c1"),
  ];
  await serve({ "GET /api/v1/changes": { json: { items, next_cursor: null } } });
  await expect(findChange((one) => one.task_id === "t1")).resolves.toMatchObject({ id: "c1" });
});

it("takes a change back", async () => {
  await serve({ "POST /api/v1/changes/c1/undo": { json: change("c2", { action: "undo" }) } });
  await expect(undoChange("c1")).resolves.toMatchObject({ action: "undo" });
});
