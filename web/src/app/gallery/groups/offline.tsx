"use client";

import { useEffect, useState } from "react";

import { aTask, hoursAgo, LONG } from "../data";
import type { State } from "../states";

import { ConnectionNote } from "@/components/chat/connection-note";
import { OfflineLine } from "@/components/offline/offline-line";
import { WaitingDialog } from "@/components/offline/waiting-dialog";
import { WaitingMark } from "@/components/offline/waiting-mark";
import type { Account } from "@/lib/api-client";
import { forget, keptOf, welcome } from "@/lib/offline/database";
import { showWaiting } from "@/lib/waiting-store";
import type { Waiting } from "@/lib/writes";

const ACCOUNT: Account = {
  id: "gallery",
  email: "ada@example.org",
  is_guest: false,
  time_zone: "UTC",
  created_at: hoursAgo(900),
};
const TASK = aTask("Buy milk");
const WAITING: Waiting[] = [
  {
    id: "a",
    write: { kind: "act", id: TASK.id, verb: "complete" },
    title: TASK.title,
    refused: null,
  },
  { id: "b", write: { kind: "delete", id: "gallery-other" }, title: LONG, refused: null },
];
const REFUSED: Waiting = {
  id: "c",
  write: { kind: "edit", task: TASK, changes: { title: "" } },
  title: TASK.title,
  refused: "A task needs a title.",
};

/** The browser says that it is offline as long as this is shown. */
function useOffline(): void {
  useEffect(() => {
    Object.defineProperty(navigator, "onLine", { value: false, configurable: true });
    window.dispatchEvent(new Event("offline"));
    return () => {
      // What stands on the prototype is the truth again.
      Reflect.deleteProperty(navigator, "onLine");
      window.dispatchEvent(new Event("online"));
    };
  }, []);
}

function Offline({ children }: { children: React.ReactNode }) {
  useOffline();
  return children;
}

/** The line over the page, when these changes wait in the browser's database. */
function Line({ entries }: { entries: readonly Waiting[] }) {
  const [kept, setKept] = useState(false);
  useEffect(() => {
    void (async () => {
      await forget(ACCOUNT.id);
      welcome(ACCOUNT.id);
      const database = await keptOf(ACCOUNT.id);
      for (const entry of entries) await database.add("writes", entry);
      setKept(true);
    })();
  }, [entries]);
  return kept && <OfflineLine account={ACCOUNT} />;
}

const line = (name: string, entries: readonly Waiting[], online = false): State => ({
  name,
  alone: true,
  Show: () =>
    online ? (
      <Line entries={entries} />
    ) : (
      <Offline>
        <Line entries={entries} />
      </Offline>
    ),
});

const NONE: readonly Waiting[] = [];
const NEEDS_A_LOOK: readonly Waiting[] = [REFUSED];

function Mark() {
  useEffect(() => {
    showWaiting(WAITING.slice(0, 1));
    return () => {
      showWaiting([]);
    };
  }, []);
  return <WaitingMark id={TASK.id} />;
}

const nothing = (): void => undefined;

export const states: readonly State[] = [
  line("nothing waits", NONE),
  line("changes wait", WAITING),
  line("a change was refused", NEEDS_A_LOOK, true),
  {
    name: "what waits",
    alone: true,
    Show: () => <WaitingDialog entries={[...WAITING, REFUSED]} onClose={nothing} />,
  },
  { name: "a task that waits", Show: Mark },
  {
    name: "the chat",
    Show: () => (
      <Offline>
        <ConnectionNote lost={false} error={null} onReload={nothing} />
      </Offline>
    ),
  },
];
