"use client";

import { useCallback, useEffect, useRef, useState } from "react";

import { cancelTurn, resumeTurn, type TurnStream } from "./chat-api";
import { replace, withoutEmpty, type ChangeMessages } from "./chat-messages";
import { sentence } from "./problem";
import { TurnFollower } from "./turn-follower";
import { useRefreshTasks } from "./use-tasks";

import type { ChatMessage } from "@/types/chat";

/** Takes in a turn's stream and shows it in the message that it starts from. */
export type Follow = (open: () => Promise<TurnStream>, start: ChatMessage) => Promise<void>;

/** The turn that is being followed, if one is. */
export interface Turns {
  busy: boolean;
  error: string | null;
  follow: Follow;
  stop: () => void;
}

/** Follows turns one at a time; tasks are fetched anew when one may have changed them. */
export function useTurns(changeMessages: ChangeMessages): Turns {
  const refreshTasks = useRefreshTasks();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const running = useRef<TurnFollower | null>(null);

  const follow = useCallback<Follow>(
    async (open, start) => {
      setBusy(true);
      setError(null);
      const follower = new TurnFollower(start, {
        changed: (before, next) => {
          changeMessages((all) => replace(all, before, next));
        },
        receipt: () => void refreshTasks(),
      });
      running.current = follower;
      try {
        await follower.follow(open);
      } catch (failure) {
        setError(sentence(failure));
        changeMessages((all) => withoutEmpty(all, follower.message.id));
      } finally {
        running.current = null;
        setBusy(false);
        void refreshTasks();
      }
    },
    [refreshTasks, changeMessages],
  );

  const stop = () => {
    if (running.current?.turnId) void cancelTurn(running.current.turnId);
  };
  return { busy, error, follow, stop };
}

/** After a reload in mid-answer: the turn goes on in the backend, so it is followed again. */
export function useResume(last: ChatMessage | undefined, { busy, follow }: Turns): void {
  const resumed = useRef<string | null>(null);
  useEffect(() => {
    const turnId = last?.status === "running" ? last.turn_id : null;
    if (!last || !turnId || busy || resumed.current === turnId) return;
    resumed.current = turnId;
    void follow(() => resumeTurn(turnId, null), { ...last, parts: [] });
  }, [last, busy, follow]);
}
