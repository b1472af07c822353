import { THEME_COOKIE, applyTheme, chosenTheme } from "@/lib/theme";

afterEach(() => {
  applyTheme("system");
});

it("follows the system until somebody chooses", () => {
  expect(chosenTheme()).toBe("system");
});

it.each(["light", "dark"] as const)("shows %s at once and keeps it", (theme) => {
  applyTheme(theme);
  expect(document.documentElement).toHaveAttribute("data-theme", theme);
  expect(document.cookie).toContain(`${THEME_COOKIE}=${theme}`);
  expect(chosenTheme()).toBe(theme);
});

it("forgets the choice when the system shall decide again", () => {
  applyTheme("dark");
  applyTheme("system");
  expect(document.documentElement).not.toHaveAttribute("data-theme");
  expect(document.cookie).not.toContain(THEME_COOKIE);
});
