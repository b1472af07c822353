"use client";

import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";

import { fetchMe } from "../accounts-api";
import { addressWith } from "../address";
import type { Task } from "../api-client";
import { useAskAboutConflict } from "../conflict-context";
import type { Conflict } from "../conflicts";
import { remember } from "../known-tasks";
import { sentence } from "../problem";
import { refreshTasks } from "../use-refresh";
import { waiting } from "../waiting-store";
import type { Write } from "../writes";

import { outbox } from "./outbox";
import { send, type Listener } from "./sender";

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/** Sends what waits whenever there is a connection, in one tab at a time. */
export function useSending(account: string): void {
  const t = useTranslations();
  const client = useQueryClient();
  const askAboutConflict = useAskAboutConflict();
  useEffect(() => {
    const ask = (conflict: Conflict) =>
      new Promise<boolean>((decide) => {
        askAboutConflict({ ...conflict, decide });
      });
    const sent = (write: Write, answer: Task | null) => {
      remember(client, answer);
      if (write.kind === "create" && answer) follow(write.id, answer.id);
    };
    const say = (error: unknown) => sentence(error, t);
    return keepSending(client, account, { ask, sent, say });
  }, [client, account, askAboutConflict, t]);
}

function keepSending(client: QueryClient, account: string, listener: Listener): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;
  let over = false;
  let running = false;
  const go = async () => {
    clearTimeout(timer);
    if (over || running || !navigator.onLine || !isSomethingToSend()) return;
    running = true;
    const finished = await alone(account, () => sendAs(account, client, listener));
    running = false;
    wait = finished ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
    timer = setTimeout(() => void go(), wait);
  };
  const start = () => void go();
  outbox.onKept = start;
  window.addEventListener("online", start);
  const opening = outbox.open(account);
  void opening.then(start);
  return () => {
    over = true;
    clearTimeout(timer);
    window.removeEventListener("online", start);
    void opening.then((close) => {
      close();
    });
  };
}

async function sendAs(account: string, client: QueryClient, listener: Listener): Promise<boolean> {
  let made = 0;
  const counting: Listener = {
    ...listener,
    sent: (write, answer) => {
      made += 1;
      listener.sent(write, answer);
    },
  };
  try {
    // Another tab may have signed somebody else in.
    if ((await fetchMe()).account?.id !== account) return false;
    const finished = await send(outbox, counting);
    if (made > 0) await refreshTasks(client);
    await outbox.settled();
    return finished;
  } catch {
    // No connection, or the person left meanwhile: what is left waits on.
    return false;
  }
}

/** Runs in one tab of this browser at a time. */
function alone(account: string, run: () => Promise<boolean>): Promise<boolean> {
  return navigator.locks.request(`todo-outbox-${account}`, run);
}

function isSomethingToSend(): boolean {
  return waiting().entries.some((one) => one.refused === null);
}

/** The open task that was added here goes on under the id that the server gave it. */
function follow(ours: string, theirs: string): void {
  const open = new URL(window.location.href).searchParams.get("task");
  if (open === ours) window.history.replaceState(null, "", addressWith("task", theirs));
}
