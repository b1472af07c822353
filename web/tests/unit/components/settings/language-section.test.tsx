import { screen } from "@testing-library/react";

import { show } from "../../support/render";

import { LanguageSection } from "@/components/settings/language-section";
import { chosenLanguage, keepLanguage } from "@/lib/languages";

afterEach(() => {
  keepLanguage(null);
});

it("follows the browser, keeps what is chosen, and gives the choice back", async () => {
  const { user } = show(<LanguageSection />);
  const choice = screen.getByRole("combobox", { name: "Language" });
  expect(choice).toHaveDisplayValue("As the browser");
  await user.selectOptions(choice, "Deutsch");
  expect(choice).toHaveDisplayValue("Deutsch");
  expect(chosenLanguage()).toBe("de");
  await user.selectOptions(choice, "As the browser");
  expect(chosenLanguage()).toBeNull();
});

it("begins with what was chosen before", () => {
  keepLanguage("de");
  show(<LanguageSection />);
  expect(screen.getByRole("combobox", { name: "Language" })).toHaveDisplayValue("Deutsch");
});
