import { render, screen } from "@testing-library/react";
import { useTranslations } from "next-intl";

import { Speaking } from "@/components/speaking";
import { LANGUAGES } from "@/lib/languages";

const GREETING = { en: "New task", de: "Neue Aufgabe" };

function Word() {
  return useTranslations()("tasks.newTask");
}

it.each(LANGUAGES)("gives what stands in it the words of %s", async (language) => {
  render(
    <Speaking language={language}>
      <Word />
    </Speaking>,
  );
  expect(await screen.findByText(GREETING[language])).toBeInTheDocument();
});
