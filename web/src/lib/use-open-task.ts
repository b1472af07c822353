"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

import { addressWith } from "./address";

const PARAMETER = "task";

/** The address of this page with a task open beside it. */
export function taskAddress(id: string): URL {
  return addressWith(PARAMETER, id);
}

/** Which task is open beside the list, as the address says: back, reload and links work. */
export function useOpenTask(): { openId: string | null; open: (id: string | null) => void } {
  const openId = useSearchParams().get(PARAMETER);
  const open = useCallback((id: string | null) => {
    const address = addressWith(PARAMETER, id);
    if (address.href === window.location.href) return;
    // Next follows the browser's history: no request, and the list stays where it is.
    window.history.pushState(null, "", address);
  }, []);
  return { openId, open };
}
