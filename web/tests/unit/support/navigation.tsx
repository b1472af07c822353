import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import {
  PathnameContext,
  PathParamsContext,
  SearchParamsContext,
} from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { useEffect, useMemo, useState, type ReactNode } from "react";

const CHANGED = "test:address-changed";

/** Follows the browser's address as Next's own router does, without a server behind it. */
export function Navigation({ children }: { children: ReactNode }) {
  const [href, setHref] = useState(window.location.href);
  useEffect(() => {
    const follow = () => {
      setHref(window.location.href);
    };
    const events = ["popstate", CHANGED];
    events.forEach((name) => {
      window.addEventListener(name, follow);
    });
    const stop = announcing();
    return () => {
      stop();
      events.forEach((name) => {
        window.removeEventListener(name, follow);
      });
    };
  }, []);
  const url = new URL(href);
  const search = useMemo(() => new URLSearchParams(url.search), [url.search]);
  return (
    <AppRouterContext value={ROUTER}>
      <PathnameContext value={url.pathname}>
        <PathParamsContext value={NO_PARAMETERS}>
          <SearchParamsContext value={search}>{children}</SearchParamsContext>
        </PathParamsContext>
      </PathnameContext>
    </AppRouterContext>
  );
}

/** Begins a test at an address. */
export function startAt(path: string): void {
  window.history.replaceState(null, "", path);
}

const NO_PARAMETERS = {};

const nothing = (): void => undefined;
const ROUTER = {
  back: nothing,
  forward: nothing,
  refresh: nothing,
  hmrRefresh: nothing,
  prefetch: nothing,
  bfcacheId: "",
  push: (path: string) => {
    window.history.pushState(null, "", path);
  },
  replace: (path: string) => {
    window.history.replaceState(null, "", path);
  },
};

/** Tells when a script changes the address, which browsers do not. */
function announcing(): () => void {
  const pushState = window.history.pushState.bind(window.history);
  const replaceState = window.history.replaceState.bind(window.history);
  const wrap =
    (change: typeof pushState): typeof pushState =>
    (...args) => {
      change(...args);
      window.dispatchEvent(new Event(CHANGED));
    };
  window.history.pushState = wrap(pushState);
  window.history.replaceState = wrap(replaceState);
  return () => {
    Object.assign(window.history, { pushState, replaceState });
  };
}
