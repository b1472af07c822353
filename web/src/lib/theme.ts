/** The cookie that keeps the chosen theme; the server reads it before the first paint. */
export const THEME_COOKIE = "todo_theme";
/** What the person chose; `system` follows the machine. */
export type Theme = "light" | "dark" | "system";

const YEAR_SECONDS = 31_536_000;

/** Shows a theme now and keeps it for the next visit. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
    document.cookie = `${THEME_COOKIE}=; path=/; max-age=0; samesite=lax`;
  } else {
    document.documentElement.dataset.theme = theme;
    document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  }
}

/** The theme that is chosen at present. */
export function chosenTheme(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "system";
}
