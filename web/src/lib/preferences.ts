/** Small choices of this browser, kept in cookies: nothing of the account lies in its storage. */

const YEAR_SECONDS = 31_536_000;

/** What can be kept. */
export type Preference = "todo_sidebar" | "todo_assistant" | "todo_keys";

/** Whether something is switched on; it is unless the person said otherwise. */
export function isOn(name: Preference): boolean {
  return !document.cookie.split("; ").includes(`${name}=off`);
}

/** Keeps a choice for the next visit. */
export function keep(name: Preference, on: boolean): void {
  document.cookie = `${name}=${on ? "" : "off"}; path=/; max-age=${on ? 0 : YEAR_SECONDS}; samesite=lax`;
}
