import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";

import { startBackend, type Backend } from "./backend";

import type { StreamPart } from "@/types/chat";

/** A request as the server saw it. */
export interface Seen {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** What the server answers: JSON, or a turn's events. */
export interface Reply {
  status?: number;
  json?: unknown;
  headers?: Record<string, string>;
  events?: StreamPart[];
  /** Breaks the connection after the events instead of ending the turn. */
  breaks?: boolean;
}

type Answer = Reply | ((request: Seen) => Reply | Promise<Reply>);
/** Answers by method and path, such as "GET /api/v1/tasks". */
export type Routes = Record<string, Answer>;

/** No tags, no projects, and words that say nothing but themselves. */
export const NOTHING_ELSE: Routes = {
  "GET /api/v1/tags": { json: { items: [], next_cursor: null } },
  "GET /api/v1/projects": { json: { items: [], next_cursor: null } },
  "GET /api/v1/task-draft": ({ query }) => ({ json: { task: { title: query.text }, marks: [] } }),
};

/** A running server, and what it was asked. */
export interface Server {
  seen: Seen[];
  /** The requests of one method and path. */
  asked: (route: string) => Seen[];
  /** Changes what is answered from now on. */
  answer: (routes: Routes) => void;
}

let running: Backend | null = null;
const nodesFetch = globalThis.fetch;

/** Serves `routes` over HTTP, and sends what the page fetches from its own origin there. */
export async function serve(routes: Routes): Promise<Server> {
  const all: Routes = { ...routes };
  const seen: Seen[] = [];
  const backend = await startBackend((request, response) => {
    void handle(all, seen, request, response);
  });
  running = backend;
  globalThis.fetch = (input, init) => {
    const request = input instanceof Request ? input : new Request(absolute(input), init);
    return nodesFetch(new Request(backend.url + pathOf(request.url), withDuplex(request)));
  };
  return {
    seen,
    asked: (route) => seen.filter((one) => `${one.method} ${one.path}` === route),
    answer: (more) => Object.assign(all, more),
  };
}

/** Stops the server, if one runs. */
export async function stopServing(): Promise<void> {
  globalThis.fetch = nodesFetch;
  await running?.stop();
  running = null;
}

const absolute = (input: string | URL): URL => new URL(input, "http://localhost");

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function withDuplex({ method, headers, body }: Request): RequestInit & { duplex: "half" } {
  return { method, headers, body, duplex: "half" };
}

async function handle(
  routes: Routes,
  seen: Seen[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const one = await toSeen(request);
  seen.push(one);
  const answer = routes[`${one.method} ${one.path}`];
  if (!answer) {
    send(response, { status: 404, json: { detail: `Nobody expected ${one.method} ${one.path}.` } });
  } else {
    send(response, typeof answer === "function" ? await answer(one) : answer);
  }
}

async function toSeen(request: IncomingMessage): Promise<Seen> {
  const url = absolute(request.url ?? "/");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return {
    method: request.method ?? "",
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: bodyOf(request, text),
  };
}

function bodyOf(request: IncomingMessage, text: string): unknown {
  if (text === "") return null;
  return request.headers["content-type"] === "application/json" ? JSON.parse(text) : text;
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply.events) {
    sendEvents(response, reply.events, reply);
    return;
  }
  const type = (reply.status ?? 200) < 400 ? "application/json" : "application/problem+json";
  response.writeHead(reply.status ?? 200, { "content-type": type, ...reply.headers });
  response.end(reply.json === undefined ? undefined : JSON.stringify(reply.json));
}

function sendEvents(response: ServerResponse, events: StreamPart[], reply: Reply): void {
  response.writeHead(200, { "content-type": "text/event-stream", ...reply.headers });
  for (const [index, part] of events.entries()) {
    response.write(`id: ${index + 1}\ndata: ${JSON.stringify(part)}\n\n`);
  }
  if (reply.breaks) response.write(":\n\n", () => response.destroy());
  else response.end("data: [DONE]\n\n");
}
