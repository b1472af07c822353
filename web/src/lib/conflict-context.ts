"use client";

import { createContext, useContext } from "react";

import type { Conflict } from "./conflicts";

/** What asks the person which of two versions stays; the page provides it. */
export const ConflictContext = createContext<(conflict: Conflict) => void>(() => undefined);

/** Returns what asks the person. */
export function useAskAboutConflict(): (conflict: Conflict) => void {
  return useContext(ConflictContext);
}
