/** The changes that wait for a connection, in the order in which they were made. */

import type { Task } from "../api-client";
import { showWaiting, waiting } from "../waiting-store";
import { needs, withMade, type Waiting, type Write } from "../writes";

import { keptOf } from "./database";

/** A waiting change with its place in the order. */
export type Placed = Waiting & { order: number };

/** One account's waiting changes; all tabs of this browser share them. */
export class Outbox {
  private account: string | null = null;
  private channel: BroadcastChannel | null = null;
  /** What was sent, shown until the lists have it. */
  private sent: Waiting[] = [];
  private readonly made = new Map<string, Task>();
  /** Called when there is something new to send. */
  onKept: () => void = () => undefined;

  /** Shows what waits of this account, and follows the other tabs; returns what ends it. */
  async open(account: string): Promise<() => void> {
    this.account = account;
    const channel = new BroadcastChannel(`todo-outbox-${account}`);
    channel.onmessage = () => void this.show();
    this.channel = channel;
    await this.show();
    return () => {
      channel.close();
      if (this.account !== account) return;
      this.account = null;
      this.sent = [];
      this.made.clear();
      showWaiting([]);
    };
  }

  /** Keeps a change, and returns its id. */
  async keep(write: Write, title: string): Promise<string> {
    const named = [...this.made].reduce((one, [id, task]) => withMade(one, id, task), write);
    const entry: Waiting = { id: crypto.randomUUID(), write: named, title, refused: null };
    await (await this.database()).add("writes", entry);
    await this.changed();
    this.onKept();
    return entry.id;
  }

  /** All that waits, the oldest first. */
  async list(): Promise<Placed[]> {
    return (await (await this.database()).getAll("writes")) as Placed[];
  }

  /** Throws a change away, and all that cannot be made without it. */
  async discard(id: string): Promise<void> {
    const all = await this.list();
    const entry = all.find((one) => one.id === id);
    if (!entry) return;
    const { write } = entry;
    const lost =
      write.kind === "create" ? all.filter((one) => needs(one.write, write.id)) : [entry];
    const database = await this.database();
    for (const { order } of lost) await database.delete("writes", order);
    await this.changed();
  }

  /** Notes what became of a change: another one in its place, or why it was refused. */
  async replace(
    entry: Placed,
    changes: Partial<Pick<Waiting, "write" | "refused">>,
  ): Promise<void> {
    await (await this.database()).put("writes", { ...entry, ...changes });
    await this.changed();
  }

  /** Has a refused change sent again. */
  async retry(id: string): Promise<void> {
    const entry = (await this.list()).find((one) => one.id === id);
    if (!entry) return;
    await this.replace(entry, { refused: null });
    this.onKept();
  }

  /**
   * Takes out a change that was made. A task that was added has a new id from now on, in all that
   * waits: in one transaction, so that nothing is sent twice.
   */
  async done(entry: Placed, answer: Task | null): Promise<void> {
    const { write } = entry;
    const change = (await this.database()).transaction("writes", "readwrite");
    await change.store.delete(entry.order);
    if (write.kind === "create" && answer) {
      this.made.set(write.id, answer);
      for await (const cursor of change.store) {
        const waits = cursor.value;
        await cursor.update({ ...waits, write: withMade(waits.write, write.id, answer) });
      }
    }
    await change.done;
    this.sent.push(entry);
    await this.changed();
  }

  /** The lists have what was sent. */
  async settled(): Promise<void> {
    this.sent = [];
    await this.show();
  }

  private async changed(): Promise<void> {
    await this.show();
    this.channel?.postMessage(null);
  }

  private async show(): Promise<void> {
    if (!this.account) return;
    const ids = new Map([...this.made].map(([id, task]) => [id, task.id]));
    const entries = [...this.sent, ...(await this.list())];
    if (entries.length > 0 || waiting().entries.length > 0) showWaiting(entries, ids);
  }

  private database() {
    if (!this.account) throw new Error("Nobody is signed in.");
    return keptOf(this.account);
  }
}

/** The waiting changes of who is signed in. */
export const outbox = new Outbox();
