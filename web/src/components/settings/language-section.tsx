"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";

import { Section } from "@/components/settings/section";
import { INPUT } from "@/components/ui/field";
import { renewPages } from "@/lib/kept-pages";
import {
  chosenLanguage,
  keepLanguage,
  LANGUAGE_NAMES,
  LANGUAGES,
  toLanguage,
} from "@/lib/languages";

/** Which language the app speaks in this browser; each is called by its own name. */
export function LanguageSection() {
  const t = useTranslations();
  const id = useId();
  const router = useRouter();
  const [chosen, setChosen] = useState(chosenLanguage);
  return (
    <Section title={t("settings.language")} about={t("settings.aboutLanguage")}>
      <label htmlFor={id} className="sr-only">
        {t("settings.language")}
      </label>
      <select
        id={id}
        className={`${INPUT} max-w-sm`}
        value={chosen ?? ""}
        onChange={(event) => {
          const next = toLanguage(event.target.value);
          setChosen(next);
          keepLanguage(next);
          // The server reads the cookie; the page is shown anew in the other language.
          router.refresh();
          renewPages();
        }}
      >
        <option value="">{t("settings.asBrowser")}</option>
        {LANGUAGES.map((one) => (
          <option key={one} value={one} lang={one}>
            {LANGUAGE_NAMES[one]}
          </option>
        ))}
      </select>
    </Section>
  );
}
