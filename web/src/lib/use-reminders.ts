"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import type { Reminder } from "./api-client";
import { keys } from "./query-keys";
import { arrived, remindersText, untilNext } from "./reminders";
import { fetchReminders, markSeen } from "./reminders-api";
import { useToast } from "./toasts";
import { useOpenTask } from "./use-open-task";
import { useWords, type Words } from "./words";

const AHEAD_HOURS = 24;
const AGAIN_MS = 30 * 60_000;
const NONE: readonly Reminder[] = [];

/** Shows reminders when their time comes: in the page, and outside of it where that is allowed. */
export function useReminders(enabled: boolean): void {
  const words = useWords();
  const client = useQueryClient();
  const toast = useToast();
  const { open } = useOpenTask();
  const told = useRef(new Set<string>());
  const queryKey = [...keys.tasks, "reminders"];
  const { data = NONE } = useQuery({
    queryKey,
    queryFn: () => fetchReminders(AHEAD_HOURS),
    refetchInterval: AGAIN_MS,
    refetchIntervalInBackground: true,
    enabled,
  });
  useEffect(() => {
    if (!enabled) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      const now = new Date();
      const fresh = arrived(data, now).filter((one) => !told.current.has(nameOf(one)));
      for (const one of fresh) told.current.add(nameOf(one));
      tell(words, fresh, toast, open);
      const wait = untilNext(data, now);
      if (wait !== null) timer = setTimeout(show, wait);
    };
    show();
    return () => {
      clearTimeout(timer);
    };
  }, [client, data, enabled, open, toast, words]);
}

const nameOf = ({ task, fires_at }: Reminder): string => `${task.id} ${fires_at}`;

/** Tells what is due now, and that it was told. */
function tell(
  words: Words,
  reminders: readonly Reminder[],
  toast: ReturnType<typeof useToast>,
  open: (id: string) => void,
): void {
  const [first] = reminders;
  if (!first) return;
  const run = () => {
    open(first.task.id);
  };
  toast({
    text: remindersText(words, reminders),
    action: { label: words.t("do.open"), run },
  });
  for (const one of reminders) {
    notify(words, one, open);
    // Not told in time to the server, it is told again elsewhere: better twice than never.
    markSeen(one.task.id, one.fires_at).catch(() => undefined);
  }
}

function notify(words: Words, one: Reminder, open: (id: string) => void): void {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  try {
    // The tag keeps two tabs from saying the same twice.
    const shown = new Notification(remindersText(words, [one]), { tag: nameOf(one) });
    shown.onclick = () => {
      window.focus();
      open(one.task.id);
      shown.close();
    };
  } catch {
    // Chrome on Android offers the class and refuses to make one; the page has told it.
  }
}
