import type { ServerResponse } from "node:http";

import { startBackend, until, type Backend } from "../support/backend";

import { followChanges, type LiveEvent } from "@/lib/live";

const nodesFetch = globalThis.fetch;
const ends: AbortController[] = [];
let backend: Backend | undefined;

afterEach(async () => {
  ends.splice(0).forEach((one) => {
    one.abort();
  });
  globalThis.fetch = nodesFetch;
  await backend?.stop();
});

/** Follows a server that answers each connection in its turn; the last answer is repeated. */
async function follow(last: string | null, ...answers: ((response: ServerResponse) => void)[]) {
  const asked: (string | undefined)[] = [];
  const events: LiveEvent[] = [];
  backend = await startBackend((request, response) => {
    asked.push(request.headers["last-event-id"] as string | undefined);
    (answers[asked.length - 1] ?? answers.at(-1))?.(response);
  });
  const { url } = backend;
  globalThis.fetch = (path, init) => nodesFetch(new URL(path as string, url), init);
  const end = new AbortController();
  ends.push(end);
  let over = false;
  const place = { last };
  void followChanges(end.signal, (event) => events.push(event), place, 1).then(() => {
    over = true;
  });
  return { asked, events, end, place, isOver: () => over };
}

const stream = (response: ServerResponse, text: string) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(text);
};
const change = (id: string) => `id: ${id}\nevent: change\ndata: {"id":"c${id}"}\n\n`;

it("tells changes as they come", async () => {
  const { events } = await follow("0", (response) => {
    stream(response, `id: 0\n\n${change("1")}${change("2")}`);
  });
  await until(() => events.length === 2);
  expect(events).toEqual([
    { kind: "change", change: { id: "c1" } },
    { kind: "change", change: { id: "c2" } },
  ]);
});

it("goes on after the last event when the connection breaks", async () => {
  const { asked, events } = await follow(
    "0",
    (response) => {
      stream(response, change("7"));
      response.write(":\n\n", () => response.destroy());
    },
    (response) => {
      stream(response, change("8"));
    },
  );
  await until(() => events.length === 2);
  expect(asked).toEqual(["0", "7"]);
});

it("has all fetched anew when it is not known where the stream was before", async () => {
  const { asked, events, place } = await follow(
    null,
    (response) => response.writeHead(503).end(),
    (response) => {
      stream(response, `id: 5\n\n${change("6")}`);
    },
  );
  await until(() => events.length === 2);
  expect(events).toEqual([{ kind: "reset" }, { kind: "change", change: { id: "c6" } }]);
  expect(asked).toEqual([undefined, undefined]);
  expect(place.last).toBe("6");
});

it("goes on from where the stream began, when nothing came before it broke", async () => {
  const { asked, events } = await follow(
    null,
    (response) => {
      stream(response, "id: 5\n\n");
      response.write(":\n\n", () => response.destroy());
    },
    (response) => {
      stream(response, change("6"));
    },
  );
  await until(() => events.length === 2);
  expect(asked).toEqual([undefined, "5"]);
});

it("tells when the server lost the place", async () => {
  const { events } = await follow("0", (response) => {
    stream(response, "id: 9\nevent: reset\ndata: {}\n\n");
  });
  await until(() => events.length === 1);
  expect(events).toEqual([{ kind: "reset" }]);
});

it("ends when nobody is signed in, and when it is told to", async () => {
  const signedOut = await follow("0", (response) => response.writeHead(401).end());
  await until(signedOut.isOver);
  expect(signedOut.asked).toHaveLength(1);
  await backend?.stop();
  const told = await follow("0", (response) => {
    stream(response, change("1"));
  });
  await until(() => told.events.length === 1);
  told.end.abort();
  await until(told.isOver);
});
