/** @jest-environment node */
import { readEvents, type ServerEvent } from "@/lib/sse";

/** A body that arrives in exactly these pieces. */
function arriving(pieces: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function read(pieces: Uint8Array[]): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(arriving(pieces))) events.push(event);
  return events;
}

const STREAM = 'id: 1\ndata: {"delta":"Grüße 🎉"}\n\n: still here\n\nid: 2\ndata: [DONE]\n\n';
const EVENTS = [
  { id: "1", data: '{"delta":"Grüße 🎉"}' },
  { id: "2", data: "[DONE]" },
];

it("reads each event with its number and skips heartbeats", async () => {
  await expect(read([bytes(STREAM)])).resolves.toEqual(EVENTS);
});

it("reads the same whatever the network cuts, even in the middle of a character", async () => {
  const whole = bytes(STREAM);
  for (let cut = 0; cut <= whole.length; cut += 1) {
    await expect(read([whole.slice(0, cut), whole.slice(cut)])).resolves.toEqual(EVENTS);
  }
});

it.each(["\r\n", "\r"])("takes %j as the end of a line, cut anywhere", async (ending) => {
  const whole = bytes(STREAM.replaceAll("\n", ending));
  for (let cut = 0; cut <= whole.length; cut += 1) {
    await expect(read([whole.slice(0, cut), whole.slice(cut)])).resolves.toEqual(EVENTS);
  }
});

it("joins the data lines of one event", async () => {
  await expect(read([bytes("data: a\ndata:b\ndata\n\n")])).resolves.toEqual([
    { id: null, data: "a\nb\n" },
  ]);
});

it("drops an event whose end never came, as it may be half", async () => {
  await expect(read([bytes("data: whole\n\ndata: ha")])).resolves.toEqual([
    { id: null, data: "whole" },
  ]);
});

it("lets go of the body when the reader stops early", async () => {
  let dropped = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(bytes("data: more\n\n"));
    },
    cancel() {
      dropped = true;
    },
  });
  for await (const event of readEvents(endless)) if (event.data === "more") break;
  expect(dropped).toBe(true);
});

it("passes on that the connection broke", async () => {
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.error(new TypeError("terminated"));
    },
  });
  await expect(readEvents(broken).next()).rejects.toThrow("terminated");
});
