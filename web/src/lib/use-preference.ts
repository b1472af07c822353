"use client";

import { useCallback, useState } from "react";

import { isOn, keep, type Preference } from "./preferences";

/** A choice of this browser, and what changes it. */
export function usePreference(name: Preference): [boolean, (on: boolean) => void] {
  // Only shown to who is signed in, which the server does not know: there is a document.
  const [on, setOn] = useState(() => typeof document === "undefined" || isOn(name));
  const choose = useCallback(
    (next: boolean) => {
      keep(name, next);
      setOn(next);
    },
    [name],
  );
  return [on, choose];
}
