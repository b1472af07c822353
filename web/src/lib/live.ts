/** Follows the account's changes as they happen, over broken connections. */

import type { Change } from "./api-client";
import { readEvents } from "./sse";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** What happened: one change, or so much that all has to be fetched anew. */
export type LiveEvent = { kind: "change"; change: Change } | { kind: "reset" };

/** How far the stream has been read; null is not known yet. */
export interface Place {
  last: string | null;
}

/**
 * Reads the stream of changes until `signal` ends it, and notes in `place` how far it is. When the
 * connection breaks it goes on from there, on whichever replica answers; `onEvent` misses nothing.
 */
export async function followChanges(
  signal: AbortSignal,
  onEvent: (event: LiveEvent) => void,
  place: Place,
  firstWait = FIRST_WAIT_MS,
): Promise<void> {
  let wait = firstWait;
  while (!signal.aborted) {
    try {
      const answer: Response = await fetch("/api/v1/events", {
        headers: place.last ? { "last-event-id": place.last } : {},
        signal,
      });
      // Signed out: whoever signs in begins anew.
      if (answer.status === 401) return;
      if (answer.ok && answer.body) {
        wait = firstWait;
        // What was fetched before the stream began may be older than its beginning.
        if (place.last === null) onEvent({ kind: "reset" });
        for await (const { id, data } of readEvents(answer.body)) {
          place.last = id ?? place.last;
          if (data !== null) onEvent(toEvent(data));
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
