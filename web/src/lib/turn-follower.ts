/** Follows one turn of the assistant to its end, over as many connections as that takes. */

import { cancelTurn, resumeTurn, type TurnStream } from "./chat-api";
import { ProblemError } from "./problem";
import { reduceTurn } from "./turn-reducer";

import type { ChatMessage } from "@/types/chat";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 8_000;
const RECONNECTS = 15;

/** Whom a follower tells what it sees. */
export interface Listener {
  /** The message became another one; `before` is the id it had. */
  changed: (before: string, message: ChatMessage) => void;
  /** Tasks changed. */
  receipt: () => void;
  /** The connection went, or is there again. */
  lost: (lost: boolean) => void;
}

/** Opens the stream of a turn; the signal closes it. */
export type OpenTurn = (signal: AbortSignal) => Promise<TurnStream>;

/** A turn as far as it has been read. */
export class TurnFollower {
  /** The turn's id, once the server has named it. */
  turnId: string | null = null;
  /** Whether the server has answered at all. */
  taken = false;
  private seq: string | null = null;
  private stopping = false;
  private readonly closing = new AbortController();

  constructor(
    /** The answer so far. */
    public message: ChatMessage,
    private readonly listener: Listener,
  ) {}

  /** Whether nobody reads any longer. */
  get closed(): boolean {
    return this.closing.signal.aborted;
  }

  /** Stops reading; the turn itself goes on. */
  close(): void {
    this.closing.abort();
  }

  /** Ends the turn itself, now or as soon as the server has named it. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.turnId) await cancelTurn(this.turnId);
  }

  /**
   * Reads until the turn ends, waits for the person, or the follower is closed.
   *
   * @throws ProblemError The server refuses.
   * @throws Error The connection stayed lost.
   */
  async follow(open: OpenTurn): Promise<void> {
    await this.read(open).catch(orRetry);
    let wait = FIRST_WAIT_MS;
    for (let tries = 0; this.goesOn() && tries < RECONNECTS; tries++) {
      this.listener.lost(true);
      await pause(wait, this.closing.signal);
      wait = Math.min(2 * wait, LONGEST_WAIT_MS);
      if (this.goesOn()) await this.reconnect(open).catch(orRetry);
    }
    if (this.goesOn()) throw new Error("the connection is lost");
  }

  private goesOn(): boolean {
    return this.message.status === "running" && !this.closed;
  }

  private async read(open: OpenTurn): Promise<void> {
    const stream = await open(this.closing.signal);
    this.taken = true;
    this.turnId = stream.turnId ?? this.message.turn_id;
    if (this.stopping) void this.stop();
    for await (const event of stream.events) {
      this.listener.lost(false);
      this.seq = event.seq ?? this.seq;
      const before = this.message.id;
      this.message = reduceTurn(this.message, event.part);
      this.listener.changed(before, this.message);
      if (event.part.type === "data-receipt") this.listener.receipt();
    }
  }

  private async reconnect(open: OpenTurn): Promise<void> {
    const { turnId, seq } = this;
    // Nobody knows whether the request arrived. It carries an id: again, it does nothing twice.
    if (!turnId) return this.read(open);
    // Nothing has arrived of this stream, so the turn is told from its beginning.
    if (seq === null) this.message = { ...this.message, parts: [] };
    await this.read((signal) => resumeTurn(turnId, seq, signal));
  }
}

/** A connection that broke may be tried again; a refusal may not. */
function orRetry(failure: unknown): void {
  if (failure instanceof ProblemError && failure.status < 500) throw failure;
}

/** Waits, but not longer than until the network is back or nobody wants to know. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    window.addEventListener("online", go);
    signal.addEventListener("abort", go, { once: true });
  });
}
