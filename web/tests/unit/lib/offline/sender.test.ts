import { serve, stopServing, type Routes, type Seen } from "../../support/server";
import { aTask } from "../../support/task";
import { ENGLISH } from "../../support/words";

import type { Placed } from "@/lib/offline/outbox";
import { send, type Listener } from "@/lib/offline/sender";
import { sentence } from "@/lib/problem";
import { withMade, type Write } from "@/lib/writes";

afterEach(stopServing);

const READ = aTask({ id: "t1", title: "Call Ada", version: 3 });
const CREATE: Write = {
  kind: "create",
  id: "ours",
  key: "k1",
  body: { title: "Buy milk" },
  at: "2026-11-25T08:00:00Z",
};
const MADE = aTask({ id: "theirs", version: 1 });
const TASK = "/api/v1/tasks";

/** What waits, in memory. */
class Box {
  entries: Placed[];
  constructor(...writes: Write[]) {
    this.entries = writes.map((write, order) => ({
      id: `w${order}`,
      order,
      write,
      title: "A task",
      refused: null,
    }));
  }
  list = () => Promise.resolve([...this.entries]);
  done = (entry: Placed, answer: ReturnType<typeof aTask> | null) => {
    const { write } = entry;
    this.entries = this.entries
      .filter(({ id }) => id !== entry.id)
      .map((one) =>
        write.kind === "create" && answer
          ? { ...one, write: withMade(one.write, write.id, answer) }
          : one,
      );
    return Promise.resolve();
  };
  replace = (entry: Placed, changes: Partial<Placed>) => {
    this.entries = this.entries.map((one) => (one.id === entry.id ? { ...one, ...changes } : one));
    return Promise.resolve();
  };
  discard = (id: string) => {
    this.entries = this.entries.filter((one) => one.id !== id);
    return Promise.resolve();
  };
}

function listening(theirs = false) {
  const sent: Write[] = [];
  const ask = jest.fn(() => Promise.resolve(!theirs));
  const listener: Listener = {
    ask,
    sent: (write) => sent.push(write),
    say: (error) => sentence(error, ENGLISH.t),
  };
  return { listener, ask, sent };
}

const told = (seen: readonly Seen[]) => seen.map(({ method, path }) => `${method} ${path}`);
const problem = (status: number, detail: string) => ({ status, json: { detail } });

it("sends all in order, what was added under the id that it got", async () => {
  const routes: Routes = {
    [`POST ${TASK}`]: { status: 201, json: MADE },
    [`POST ${TASK}/theirs/complete`]: { json: MADE },
    [`POST ${TASK}/t1/move`]: { json: READ },
  };
  const server = await serve(routes);
  const box = new Box(
    CREATE,
    { kind: "act", id: "ours", verb: "complete" },
    { kind: "move", id: "t1", where: { after: "ours" } },
  );
  const { listener, sent } = listening();
  await expect(send(box, listener)).resolves.toBe(true);
  expect(told(server.seen)).toEqual([
    `POST ${TASK}`,
    `POST ${TASK}/theirs/complete`,
    `POST ${TASK}/t1/move`,
  ]);
  expect(server.seen[0]?.headers["idempotency-key"]).toBe("k1");
  expect(server.seen[2]?.body).toEqual({ after: "theirs" });
  expect(sent).toHaveLength(3);
  expect(box.entries).toEqual([]);
});

it.each([503, 429, 401])("leaves the rest for later after a %i", async (status) => {
  await serve({ [`POST ${TASK}`]: problem(status, "Later.") });
  const box = new Box(CREATE);
  await expect(send(box, listening().listener)).resolves.toBe(false);
  expect(box.entries).toMatchObject([{ refused: null }]);
});

it("leaves all for later when nobody answers", async () => {
  await serve({});
  globalThis.fetch = () => Promise.reject(new TypeError("no network"));
  const box = new Box(CREATE);
  await expect(send(box, listening().listener)).resolves.toBe(false);
  expect(box.entries).toMatchObject([{ refused: null }]);
});

it("says why a change was refused, holds back what needs it, and goes on with the others", async () => {
  const server = await serve({
    [`POST ${TASK}`]: problem(422, "The title is too long."),
    [`POST ${TASK}/t1/complete`]: { json: READ },
  });
  const box = new Box(
    CREATE,
    { kind: "act", id: "ours", verb: "complete" },
    { kind: "act", id: "t1", verb: "complete" },
  );
  await expect(send(box, listening().listener)).resolves.toBe(true);
  expect(told(server.seen)).toEqual([`POST ${TASK}`, `POST ${TASK}/t1/complete`]);
  expect(box.entries.map(({ refused }) => refused)).toEqual(["The title is too long.", null]);
});

it("takes what is no longer there for deleted", async () => {
  await serve({});
  const box = new Box({ kind: "delete", id: "t1" });
  await expect(send(box, listening().listener)).resolves.toBe(true);
  expect(box.entries).toEqual([]);
});

it.each([true, false])("asks when somebody changed the same (theirs stays: %s)", async (theirs) => {
  const current = { ...READ, title: "Call Ada at noon", version: 4 };
  const server = await serve({
    [`PATCH ${TASK}/t1`]: ({ headers }) =>
      headers["if-match"] === '"4"'
        ? { json: { ...current, title: "Call Ada on Monday", version: 5 } }
        : { status: 412, json: { detail: "It changed.", current } },
  });
  const box = new Box({ kind: "edit", task: READ, changes: { title: "Call Ada on Monday" } });
  const { listener, ask } = listening(theirs);
  await expect(send(box, listener)).resolves.toBe(true);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(server.seen).toHaveLength(theirs ? 1 : 2);
  expect(box.entries).toEqual([]);
});

it("joins changes of different fields without asking", async () => {
  const current = { ...READ, priority: "high", version: 4 };
  await serve({
    [`PATCH ${TASK}/t1`]: ({ headers }) =>
      headers["if-match"] === '"4"'
        ? { json: { ...current, version: 5 } }
        : { status: 412, json: { detail: "It changed.", current } },
  });
  const box = new Box({ kind: "edit", task: READ, changes: { title: "Call Ada on Monday" } });
  const { listener, ask } = listening();
  await expect(send(box, listener)).resolves.toBe(true);
  expect(ask).not.toHaveBeenCalled();
});
