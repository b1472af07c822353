/** Headers that belong to one connection and must not travel further (RFC 9110, 7.6.1). */
const HOP_BY_HOP = [
  "connection",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "content-length",
  "accept-encoding",
  "expect",
];
const DEFAULT_BACKEND = "http://127.0.0.1:8000";

/**
 * Passes a request of the browser on to the backend and streams the answer back as it comes.
 * When the browser goes away the request to the backend is aborted, so nothing is left behind.
 */
export async function forward(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const backend = process.env.BACKEND_URL ?? DEFAULT_BACKEND;
  const init: RequestInit & { duplex: "half" } = {
    method: request.method,
    headers: requestHeaders(request),
    body: request.body,
    redirect: "manual",
    cache: "no-store",
    signal: request.signal,
    duplex: "half",
  };
  try {
    const answer = await fetch(new URL(pathname + search, backend), init);
    return new Response(answer.body, { status: answer.status, headers: answerHeaders(answer) });
  } catch {
    return request.signal.aborted ? new Response(null, { status: 499 }) : backendAway();
  }
}

function requestHeaders(request: Request): Headers {
  const headers = new Headers(request.headers);
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  for (const name of HOP_BY_HOP) headers.delete(name);
  if (host) headers.set("x-forwarded-host", host);
  if (!headers.has("x-forwarded-proto")) {
    headers.set("x-forwarded-proto", new URL(request.url).protocol.replace(":", ""));
  }
  return headers;
}

function answerHeaders(answer: Response): Headers {
  const headers = new Headers(answer.headers);
  for (const name of [...HOP_BY_HOP, "content-encoding"]) headers.delete(name);
  if (headers.get("content-type")?.startsWith("text/event-stream")) {
    // A compressing or buffering server in between would hold events back.
    headers.set("cache-control", "no-store, no-transform");
    headers.set("x-accel-buffering", "no");
  }
  return headers;
}

function backendAway(): Response {
  const problem = {
    type: "/problems/unavailable",
    title: "Not available right now",
    status: 502,
    detail:
      "The backend does not answer. Look again in a moment whether the change was made, and try again.",
  };
  const headers = { "content-type": "application/problem+json", "retry-after": "2" };
  return new Response(JSON.stringify(problem), { status: 502, headers });
}
