/** Follows the account's changes as they happen, over broken connections. */

import type { Change } from "./api-client";
import { readEvents } from "./sse";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** What happened: one change, or so much that all has to be fetched anew. */
export type LiveEvent = { kind: "change"; change: Change } | { kind: "reset" };

/**
 * Reads the stream of changes until `signal` ends it. When the connection breaks it goes on after
 * the last event that came, on whichever replica answers; `onEvent` misses nothing.
 */
export async function followChanges(
  signal: AbortSignal,
  onEvent: (event: LiveEvent) => void,
  firstWait = FIRST_WAIT_MS,
): Promise<void> {
  let last: string | null = null;
  let wait = firstWait;
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      const answer: Response = await fetch("/api/v1/events", {
        headers: last ? { "last-event-id": last } : {},
        signal,
      });
      // Signed out: whoever signs in begins anew.
      if (answer.status === 401) return;
      if (answer.ok && answer.body) {
        wait = firstWait;
        // Where to go on is known since the first event; before it, what came meanwhile is missed.
        if (last === null && attempt > 0) onEvent({ kind: "reset" });
        for await (const { id, data } of readEvents(answer.body)) {
          last = id ?? last;
          onEvent(toEvent(data));
        }
      }
    } catch {
      // The connection broke, or was ended here; the loop tells which.
    }
    await pause(wait, signal);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

function toEvent(data: string): LiveEvent {
  const change = JSON.parse(data) as Partial<Change>;
  return change.id ? { kind: "change", change: change as Change } : { kind: "reset" };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
