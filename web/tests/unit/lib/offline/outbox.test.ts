import "fake-indexeddb/auto";

import { aTask } from "../../support/task";

import { forget, welcome } from "@/lib/offline/database";
import { Outbox, type Placed } from "@/lib/offline/outbox";
import { waiting } from "@/lib/waiting-store";
import type { Write } from "@/lib/writes";

const CREATE: Write = {
  kind: "create",
  id: "ours",
  key: "k",
  body: { title: "Buy milk" },
  at: "2026-11-25T08:00:00Z",
};
const TICK: Write = { kind: "act", id: "ours", verb: "complete" };
const MADE = aTask({ id: "theirs" });
const ends: (() => void)[] = [];

async function open(): Promise<Outbox> {
  const outbox = new Outbox();
  ends.push(await outbox.open("a1"));
  return outbox;
}

async function firstOf(outbox: Outbox): Promise<Placed> {
  const [first] = await outbox.list();
  if (!first) throw new Error("Nothing waits.");
  return first;
}

afterEach(async () => {
  ends.splice(0).forEach((end) => {
    end();
  });
  await forget("a1");
  welcome("a1");
});

it("keeps changes in their order, over a reload", async () => {
  const outbox = await open();
  await outbox.keep(CREATE, "Buy milk");
  await outbox.keep(TICK, "Buy milk");
  expect(waiting().pending.map(({ kind }) => kind)).toEqual(["add", "done"]);
  const after = await open();
  expect((await after.list()).map(({ write }) => write)).toEqual([CREATE, TICK]);
});

it("gives a task that was added the server's id in all that waits and that comes", async () => {
  const outbox = await open();
  await outbox.keep(CREATE, "Buy milk");
  await outbox.keep(TICK, "Buy milk");
  await outbox.done(await firstOf(outbox), MADE);
  await outbox.keep({ kind: "delete", id: "ours" }, "Buy milk");
  expect((await outbox.list()).map(({ write }) => write)).toEqual([
    { kind: "act", id: "theirs", verb: "complete" },
    { kind: "delete", id: "theirs" },
  ]);
  // It is shown until the lists have it, and not beside itself.
  expect(waiting().pending[0]).toMatchObject({ kind: "add", made: "theirs" });
  await outbox.settled();
  expect(waiting().entries).toHaveLength(2);
});

it("throws away what cannot be made without what is thrown away", async () => {
  const outbox = await open();
  const id = await outbox.keep(CREATE, "Buy milk");
  await outbox.keep(TICK, "Buy milk");
  await outbox.keep({ kind: "delete", id: "other" }, "Other");
  await outbox.discard(id);
  expect((await outbox.list()).map(({ title }) => title)).toEqual(["Other"]);
});

it("does not show what was refused as if it were made, and tries it again when asked", async () => {
  const outbox = await open();
  const id = await outbox.keep({ kind: "delete", id: "t" }, "Buy milk");
  await outbox.replace(await firstOf(outbox), { refused: "No." });
  expect(waiting()).toMatchObject({ entries: [{ refused: "No." }], pending: [] });
  await outbox.retry(id);
  expect(waiting().pending).toHaveLength(1);
});

it("shares what waits with the other tabs", async () => {
  const outbox = await open();
  const other = await open();
  await other.keep(CREATE, "Buy milk");
  expect(await outbox.list()).toHaveLength(1);
});

it("keeps nothing of somebody who has left", async () => {
  const outbox = await open();
  await outbox.keep(CREATE, "Buy milk");
  await forget("a1");
  await expect(outbox.keep(TICK, "Buy milk")).rejects.toThrow("This person has left.");
  expect(await indexedDB.databases()).toEqual([]);
});
