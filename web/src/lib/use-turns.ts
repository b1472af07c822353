"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState, type RefObject } from "react";

import { resumeTurn } from "./chat-api";
import { replace, withoutEmpty, type ChangeMessages } from "./chat-messages";
import { sentence } from "./problem";
import { keys } from "./query-keys";
import { TurnFollower, type OpenTurn } from "./turn-follower";
import { useRefreshTasks } from "./use-tasks";

import type { ChatMessage } from "@/types/chat";

/**
 * Takes in a turn's stream and shows it in the message that it starts from.
 *
 * @returns Whether the server has taken the turn.
 */
export type Follow = (open: OpenTurn, start: ChatMessage) => Promise<boolean>;

/** The turn that is being followed, if one is. */
export interface Turns {
  busy: boolean;
  /** Whether the connection is lost and is being made again. */
  lost: boolean;
  error: string | null;
  follow: Follow;
  stop: () => void;
}

/** Follows turns one at a time; tasks are fetched anew when one may have changed them. */
export function useTurns(changeMessages: ChangeMessages): Turns {
  const t = useTranslations();
  const client = useQueryClient();
  const refreshTasks = useRefreshTasks();
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const running = useRef<TurnFollower | null>(null);
  useCloseOnLeave(running);

  const follow = useCallback<Follow>(
    async (open, start) => {
      setBusy(true);
      setError(null);
      const follower = new TurnFollower(start, {
        changed: (before, next) => {
          changeMessages((all) => replace(all, before, next));
        },
        receipt: () => void refreshTasks(),
        lost: setLost,
      });
      running.current = follower;
      try {
        await follower.follow(open);
      } catch (failure) {
        setError(sentence(failure, t));
        changeMessages((all) => withoutEmpty(all, follower.message.id));
      } finally {
        running.current = null;
        setBusy(false);
        setLost(false);
        void refreshTasks();
        // The first message gives a conversation its title.
        void client.invalidateQueries({ queryKey: keys.conversations });
      }
      return follower.taken;
    },
    [client, refreshTasks, changeMessages, t],
  );

  const stop = useCallback(() => {
    running.current?.stop().catch((failure: unknown) => {
      setError(sentence(failure, t));
    });
  }, [t]);
  return { busy, lost, error, follow, stop };
}

/** Whoever leaves the conversation stops reading. The turn goes on, and is followed on return. */
function useCloseOnLeave(running: RefObject<TurnFollower | null>): void {
  useEffect(
    () => () => {
      running.current?.close();
    },
    [running],
  );
}

/**
 * After a reload in mid-answer: the turn goes on in the backend, so it is followed again.
 *
 * @returns What makes a turn that was lost be followed once more.
 */
export function useResume(last: ChatMessage | undefined, { busy, follow }: Turns): () => void {
  const resumed = useRef<string | null>(null);
  useEffect(() => {
    const turnId = last?.status === "running" ? last.turn_id : null;
    if (!last || !turnId || busy || resumed.current === turnId) return;
    resumed.current = turnId;
    void follow((signal) => resumeTurn(turnId, null, signal), { ...last, parts: [] });
  }, [last, busy, follow]);
  return useCallback(() => {
    resumed.current = null;
  }, []);
}
