import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A real HTTP server on a free loopback port, standing where the backend stands. */
export interface Backend {
  url: string;
  /** Requests that came in and are not yet over. */
  open: Set<IncomingMessage>;
  stop: () => Promise<void>;
}

/** Starts a backend that answers every request with `listener`. */
export async function startBackend(listener: RequestListener): Promise<Backend> {
  const open = new Set<IncomingMessage>();
  const server = createServer((request, response) => {
    open.add(request);
    response.on("close", () => open.delete(request));
    listener(request, response);
  });
  // On a busy machine a connection rests for longer than the five seconds after which it would be cut.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, open, stop: () => stop(server) };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

/** Waits until `condition` holds; Jest's own timeout is the limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
