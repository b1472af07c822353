"use client";

import { createContext, useContext } from "react";

/** A short message at the bottom of the page. */
export interface Toast {
  text: string;
  /** What the toast's button does, such as undo. */
  action?: { label: string; run: () => void };
}

/** What shows a toast; the page provides it. */
export const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Returns what shows a toast. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}
