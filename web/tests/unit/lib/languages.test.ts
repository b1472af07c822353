import { chosenLanguage, keepLanguage, LANGUAGE_COOKIE, toLanguage } from "@/lib/languages";

afterEach(() => {
  keepLanguage(null);
});

it("knows its own languages and no other", () => {
  expect(toLanguage("de")).toBe("de");
  expect(toLanguage("xx")).toBeNull();
  expect(toLanguage(undefined)).toBeNull();
});

it("follows the browser until somebody chooses, and again when the choice is taken back", () => {
  expect(chosenLanguage()).toBeNull();
  keepLanguage("de");
  expect(chosenLanguage()).toBe("de");
  keepLanguage(null);
  expect(chosenLanguage()).toBeNull();
  expect(document.cookie).not.toContain(LANGUAGE_COOKIE);
});
