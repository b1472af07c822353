/** Follows one turn of the assistant to its end, over as many connections as that takes. */

import { resumeTurn, type TurnStream } from "./chat-api";
import { ProblemError } from "./problem";
import { reduceTurn } from "./turn-reducer";

import type { ChatMessage } from "@/types/chat";

const RECONNECT_MS = 1_000;
const RECONNECTS = 5;

/** Whom a follower tells what it sees. */
export interface Listener {
  /** The message became another one; `before` is the id it had. */
  changed: (before: string, message: ChatMessage) => void;
  /** Tasks changed. */
  receipt: () => void;
}

/** A turn as far as it has been read. */
export class TurnFollower {
  /** The turn's id, once the server has named it. */
  turnId: string | null = null;
  private seq: string | null = null;

  constructor(
    /** The answer so far. */
    public message: ChatMessage,
    private readonly listener: Listener,
  ) {}

  /**
   * Reads until the turn ends or waits for the person.
   *
   * @throws ProblemError The server refuses.
   * @throws Error The connection stayed lost.
   */
  async follow(open: () => Promise<TurnStream>): Promise<void> {
    await this.read(open).catch(orRetry);
    for (let tries = 0; this.message.status === "running" && tries < RECONNECTS; tries++) {
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
      await this.reconnect().catch(orRetry);
    }
    if (this.message.status === "running") throw new Error("the connection is lost");
  }

  private async read(open: () => Promise<TurnStream>): Promise<void> {
    const stream = await open();
    this.turnId = stream.turnId ?? this.message.turn_id;
    for await (const event of stream.events) {
      this.seq = event.seq ?? this.seq;
      const before = this.message.id;
      this.message = reduceTurn(this.message, event.part);
      this.listener.changed(before, this.message);
      if (event.part.type === "data-receipt") this.listener.receipt();
    }
  }

  private async reconnect(): Promise<void> {
    const { turnId, seq } = this;
    if (!turnId) return;
    // Nothing has arrived of this stream, so the turn is told from its beginning.
    if (seq === null) this.message = { ...this.message, parts: [] };
    await this.read(() => resumeTurn(turnId, seq));
  }
}

/** A connection that broke may be tried again; a refusal may not. */
function orRetry(failure: unknown): void {
  if (failure instanceof ProblemError && failure.status < 500) throw failure;
}
