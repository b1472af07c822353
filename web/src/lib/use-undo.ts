"use client";

import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import type { Change } from "./api-client";
import { findChange, undoChange } from "./changes-api";
import { sentence } from "./problem";
import { useToast } from "./toasts";
import { useRefreshTasks } from "./use-refresh";

/** Tells a change from all others. */
export type Fits = (change: Change) => boolean;

/** Takes a change back by its id. */
export function useUndoChange(): UseMutationResult<Change, Error, string> {
  const refresh = useRefreshTasks();
  return useMutation({ mutationFn: undoChange, onSuccess: refresh });
}

/** Takes back the newest change that fits, and says so. */
export function useUndo(): (fits: Fits) => void {
  const t = useTranslations();
  const toast = useToast();
  const refresh = useRefreshTasks();
  const { mutate } = useMutation({
    mutationFn: async (fits: Fits) => {
      const change = await findChange(fits);
      return change ? undoChange(change.id) : null;
    },
    onSuccess: (undone) => {
      toast({
        text: undone ? t("told.takenBack", { title: undone.title }) : t("told.nothingToTakeBack"),
      });
      return refresh();
    },
    onError: (error) => {
      toast({ text: sentence(error, t) });
    },
  });
  return mutate;
}

/** The newest thing that was done in this app, whether in this tab or in another one. */
export const madeHere: Fits = (change) => change.actor === "web";
