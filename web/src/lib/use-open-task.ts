"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

const PARAMETER = "task";

/** Which task is open beside the list, as the address says: back, reload and links work. */
export function useOpenTask(): { openId: string | null; open: (id: string | null) => void } {
  const openId = useSearchParams().get(PARAMETER);
  const open = useCallback((id: string | null) => {
    const url = new URL(window.location.href);
    if (url.searchParams.get(PARAMETER) === id) return;
    if (id === null) url.searchParams.delete(PARAMETER);
    else url.searchParams.set(PARAMETER, id);
    // Next follows the browser's history: no request, and the list stays where it is.
    window.history.pushState(null, "", url);
  }, []);
  return { openId, open };
}
