/** @jest-environment node */
import type { IncomingMessage, RequestListener } from "node:http";

import { startBackend, until, type Backend } from "../support/backend";

import { forward } from "@/lib/forward";

const running: Backend[] = [];

/** Starts a backend and points the proxy at it, as the environment does in production. */
async function backend(listener: RequestListener): Promise<Backend> {
  const started = await startBackend(listener);
  running.push(started);
  process.env.BACKEND_URL = started.url;
  return started;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  delete process.env.BACKEND_URL;
});

const page = (path: string, init?: RequestInit): Request =>
  new Request(`http://todo.example${path}`, { ...init, ...(init?.body ? { duplex: "half" } : {}) });

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

describe("what the backend sees", () => {
  it("is the same method, path, query and body", async () => {
    const seen: string[] = [];
    await backend((request, response) => {
      void body(request).then((text) => {
        seen.push(request.method ?? "", request.url ?? "", text);
        response.end();
      });
    });
    await forward(page("/api/v1/tasks?q=milk%20%26%20tea", { method: "POST", body: '{"a":1}' }));
    expect(seen).toEqual(["POST", "/api/v1/tasks?q=milk%20%26%20tea", '{"a":1}']);
  });

  it("carries the cookie and the headers that guard against forged requests", async () => {
    const seen: IncomingMessage[] = [];
    await backend((request, response) => {
      seen.push(request);
      response.end();
    });
    const headers = {
      cookie: "todo_session=abc",
      "if-match": '"3"',
      "idempotency-key": "k",
      "last-event-id": "7",
      origin: "http://todo.example",
      "sec-fetch-site": "same-origin",
    };
    await forward(page("/api/v1/tasks", { headers }));
    expect(seen[0]?.headers).toMatchObject(headers);
  });

  it("names the host and scheme that the browser used", async () => {
    const seen: IncomingMessage[] = [];
    await backend((request, response) => {
      seen.push(request);
      response.end();
    });
    await forward(page("/api/v1/me", { headers: { host: "todo.example" } }));
    expect(seen[0]?.headers).toMatchObject({
      "x-forwarded-host": "todo.example",
      "x-forwarded-proto": "http",
    });
  });

  it("keeps what a proxy further out has said about host and scheme", async () => {
    const seen: IncomingMessage[] = [];
    await backend((request, response) => {
      seen.push(request);
      response.end();
    });
    const headers = { host: "inner", "x-forwarded-host": "outer", "x-forwarded-proto": "https" };
    await forward(page("/api/v1/me", { headers }));
    expect(seen[0]?.headers).toMatchObject({
      "x-forwarded-host": "outer",
      "x-forwarded-proto": "https",
    });
  });
});

describe("what the browser sees", () => {
  it("is the status, the body and every cookie of the answer", async () => {
    await backend((_, response) => {
      response.writeHead(201, { etag: '"1"', "set-cookie": ["a=1; HttpOnly", "b=2"] });
      response.end('{"id":"x"}');
    });
    const answer = await forward(page("/api/v1/tasks", { method: "POST", body: "{}" }));
    expect(answer.status).toBe(201);
    expect(answer.headers.get("etag")).toBe('"1"');
    expect(answer.headers.getSetCookie()).toEqual(["a=1; HttpOnly", "b=2"]);
    await expect(answer.text()).resolves.toBe('{"id":"x"}');
  });

  it.each([204, 304])("is an empty %i as it came", async (status) => {
    await backend((_, response) => {
      response.writeHead(status).end();
    });
    const answer = await forward(page("/api/v1/tasks/1", { method: "DELETE" }));
    expect([answer.status, answer.body]).toEqual([status, null]);
  });

  it("is a redirect itself, not where it leads", async () => {
    await backend((_, response) => {
      response.writeHead(307, { location: "/api/v1/other" }).end();
    });
    const answer = await forward(page("/api/v1/tasks"));
    expect([answer.status, answer.headers.get("location")]).toEqual([307, "/api/v1/other"]);
  });

  it("is each event as soon as it is sent", async () => {
    const started = await backend((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("id: 1\ndata: {}\n\n");
    });
    const answer = await forward(page("/api/v1/turns/1/events"));
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value as Uint8Array)).toBe("id: 1\ndata: {}\n\n");
    expect(started.open.size).toBe(1);
    expect(answer.headers.get("cache-control")).toBe("no-store, no-transform");
    expect(answer.headers.get("x-accel-buffering")).toBe("no");
    await reader?.cancel();
  });
});

describe("when somebody goes away", () => {
  it("ends the backend's request as soon as the reader leaves", async () => {
    const started = await backend((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: {}\n\n");
    });
    const reader = new AbortController();
    await forward(page("/api/v1/turns/1/events", { signal: reader.signal }));
    expect(started.open.size).toBe(1);
    reader.abort();
    await until(() => started.open.size === 0);
  });

  it("ends the backend's request when the answer is dropped half read", async () => {
    const started = await backend((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: {}\n\n");
    });
    const answer = await forward(page("/api/v1/turns/1/events"));
    await answer.body?.cancel();
    await until(() => started.open.size === 0);
  });

  it("ends a request that the backend has not answered yet", async () => {
    const started = await backend(() => undefined);
    const reader = new AbortController();
    const answer = forward(page("/api/v1/tasks", { signal: reader.signal }));
    await until(() => started.open.size === 1);
    reader.abort();
    expect((await answer).status).toBe(499);
    await until(() => started.open.size === 0);
  });

  it("says plainly that the backend is away", async () => {
    const gone = await startBackend(() => undefined);
    await gone.stop();
    process.env.BACKEND_URL = gone.url;
    const answer = await forward(page("/api/v1/tasks"));
    expect(answer.status).toBe(502);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    await expect(answer.json()).resolves.toMatchObject({
      type: "/problems/unavailable",
      status: 502,
      detail: expect.stringContaining("try again") as string,
    });
  });

  it("lets the reader see an answer that breaks off as broken, not as complete", async () => {
    await backend((request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: {}\n\n");
      setImmediate(() => request.socket.destroy());
    });
    const answer = await forward(page("/api/v1/turns/1/events"));
    await expect(answer.text()).rejects.toThrow();
  });
});

describe("where requests go", () => {
  it("a path that looks like a host stays on the backend", async () => {
    const seen: (string | undefined)[] = [];
    await backend((request, response) => {
      seen.push(request.url);
      response.end();
    });
    await forward(page("/api//evil.example/x"));
    expect(seen).toEqual(["/api//evil.example/x"]);
  });
});
