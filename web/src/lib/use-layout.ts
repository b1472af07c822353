"use client";

import { useSearchParams } from "next/navigation";

import { addressWith } from "./address";
import type { Layout, View } from "./views";

const PARAMETER = "view";

/** How a list is laid out, as the address says, and what changes it. */
export function useLayout(view: View): [Layout, (layout: Layout) => void] {
  const asked = useSearchParams().get(PARAMETER);
  const choose = (layout: Layout) => {
    const address = addressWith(PARAMETER, layout === "list" ? null : layout);
    window.history.replaceState(null, "", address);
  };
  return [view.layouts.find((one) => one === asked) ?? "list", choose];
}
