"use client";

import type { ComponentType } from "react";

import { lateCode, useLateCode } from "@/lib/late-code";

/**
 * A component whose code is fetched when it is first shown, never on the server. Should that fail,
 * the page goes on without it and says so.
 *
 * @param Before What stands in its place until then; nothing without it.
 */
export function late<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Before?: ComponentType<P>,
): ComponentType<P> {
  const code = lateCode(load);
  return function Late(props: P) {
    const Shown = useLateCode(code) ?? Before;
    return Shown ? <Shown {...props} /> : null;
  };
}
