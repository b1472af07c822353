import { SearchParamsContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { useMemo, useSyncExternalStore, type ReactNode } from "react";

const listeners = new Set<() => void>();
const { history } = window;

/** Tells components of every new address, as the App Router does. */
for (const name of ["pushState", "replaceState"] as const) {
  const original = history[name].bind(history);
  history[name] = (...given) => {
    original(...given);
    for (const listener of listeners) listener();
  };
}

/** The page's address for what reads it with `useSearchParams`. */
export function Address({ children }: { children: ReactNode }) {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const parameters = useMemo(() => new URLSearchParams(search), [search]);
  return <SearchParamsContext value={parameters}>{children}</SearchParamsContext>;
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  window.addEventListener("popstate", changed);
  return () => {
    listeners.delete(changed);
    window.removeEventListener("popstate", changed);
  };
}
