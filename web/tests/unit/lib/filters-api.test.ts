import { serve, stopServing } from "../support/server";

import { checkFilter, createFilter } from "@/lib/filters-api";

afterEach(stopServing);

const CHECK = "GET /api/v1/filter-check";

it("tells how a filter is understood", async () => {
  const spans = [{ kind: "date", start: 0, end: 5 }];
  await serve({ [CHECK]: { json: { canonical: "due:today", spans } } });
  await expect(checkFilter("today")).resolves.toEqual({ ok: true, canonical: "due:today", spans });
});

it("tells where a filter goes wrong", async () => {
  const errors = [{ pointer: "text", detail: "Here something is missing.", start: 6, end: 7 }];
  await serve({ [CHECK]: { status: 422, json: { detail: "Look again.", errors } } });
  await expect(checkFilter("today (")).resolves.toEqual({
    ok: false,
    detail: "Here something is missing.",
    start: 6,
    end: 7,
  });
});

it("means the whole filter when no place is given", async () => {
  await serve({ [CHECK]: { status: 422, json: { detail: "Too long." } } });
  await expect(checkFilter("abc")).resolves.toMatchObject({
    detail: "Too long.",
    start: 0,
    end: 3,
  });
});

it("does not take a server that is away for a wrong filter", async () => {
  await serve({ [CHECK]: { status: 503, json: { detail: "Away." } } });
  await expect(checkFilter("today")).rejects.toThrow("Away.");
});

it("keeps a filter, and only what belongs to it", async () => {
  const server = await serve({ "POST /api/v1/filters": { status: 201, json: {} } });
  const old = { id: "f1", version: 3, name: "Mine", filter: "today" };
  await createFilter(old, "key-1");
  expect(server.seen[0]?.body).toEqual({ name: "Mine", filter: "today", color: "grey" });
});
