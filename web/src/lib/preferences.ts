/** Small choices of this browser, kept in cookies: nothing of the account lies in its storage. */

import { makeListeners } from "./listeners";

const YEAR_SECONDS = 31_536_000;

/** What can be kept. */
export const PREFERENCES = [
  "todo_sidebar",
  "todo_assistant",
  "todo_keys",
  "todo_reminders",
] as const;
/** One of the choices. */
export type Preference = (typeof PREFERENCES)[number];

const kept = makeListeners();

/** Whether something is switched on; it is unless the person said otherwise. */
export function isOn(name: Preference): boolean {
  return !document.cookie.split("; ").includes(`${name}=off`);
}

/** Keeps a choice for the next visit. */
export function keep(name: Preference, on: boolean): void {
  document.cookie = `${name}=${on ? "" : "off"}; path=/; max-age=${on ? 0 : YEAR_SECONDS}; samesite=lax`;
  kept.tell();
}

/** Tells of every choice that is made in this page; returns what ends it. */
export const onKept = kept.subscribe;
