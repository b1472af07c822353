"use client";

import { useEffect, type RefObject } from "react";

/** Takes in what was typed into a field that the server drew, before the scripts were there. */
export function useTypedBefore(
  field: RefObject<HTMLInputElement | null>,
  value: string,
  take: (text: string) => void,
): void {
  useEffect(() => {
    const typed = field.current?.value ?? value;
    if (typed !== value) take(typed);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- afterwards each key tells of itself
  }, []);
}
