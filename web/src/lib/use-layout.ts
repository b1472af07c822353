"use client";

import { useSearchParams } from "next/navigation";

import type { Layout, View } from "./views";

const PARAMETER = "view";

/** How a list is laid out, as the address says, and what changes it. */
export function useLayout(view: View): [Layout, (layout: Layout) => void] {
  const asked = useSearchParams().get(PARAMETER);
  const choose = (layout: Layout) => {
    const url = new URL(window.location.href);
    if (layout === "list") url.searchParams.delete(PARAMETER);
    else url.searchParams.set(PARAMETER, layout);
    window.history.replaceState(null, "", url);
  };
  return [view.layouts.find((one) => one === asked) ?? "list", choose];
}
