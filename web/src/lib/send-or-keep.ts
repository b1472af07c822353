import { UnreachableError } from "./problem";
import { waiting } from "./waiting-store";
import type { Write } from "./writes";

/** A change that is kept here until there is a connection. */
export class KeptWrite {
  constructor(readonly id: string) {}
}

/** Makes a change now, or keeps it when nobody answers or others wait before it. */
export async function sendOrKeep<T>(
  write: Write,
  title: string,
  run: () => Promise<T>,
): Promise<T | KeptWrite> {
  if (navigator.onLine && waiting().entries.every((one) => one.refused !== null)) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof UnreachableError)) throw error;
    }
  }
  // Only who has no connection needs it.
  const { outbox } = await import("./offline/outbox");
  return new KeptWrite(await outbox.keep(write, title));
}
