/** The languages of the app, and which of them a person reads. */

/** All languages that the words of the app are kept in; the first is complete, always. */
export const LANGUAGES = ["en", "de"] as const;
/** A language of the app. */
export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", de: "Deutsch" };

/** The cookie that keeps the chosen language; the server reads it before the first paint. */
export const LANGUAGE_COOKIE = "todo_language";

const YEAR_SECONDS = 31_536_000;

/** The language that a cookie names, if it is one of ours. */
export function toLanguage(name: string | undefined): Language | null {
  return LANGUAGES.find((one) => one === name) ?? null;
}

/** The language that was chosen in this browser; null follows the browser's own. */
export function chosenLanguage(): Language | null {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith(`${LANGUAGE_COOKIE}=`));
  return toLanguage(cookie?.split("=")[1]);
}

/** Keeps a language for this visit and the next ones; null follows the browser's own. */
export function keepLanguage(language: Language | null): void {
  const age = language ? YEAR_SECONDS : 0;
  document.cookie = `${LANGUAGE_COOKIE}=${language ?? ""}; path=/; max-age=${age}; samesite=lax`;
}
