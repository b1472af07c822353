"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { useState } from "react";

import { Segments } from "@/components/ui/segments";
import { keepLanguage, LANGUAGE_NAMES, LANGUAGES } from "@/lib/languages";
import { applyTheme, chosenTheme } from "@/lib/theme";

const THEMES = (["light", "dark", "system"] as const).map((id) => ({ id, label: id }));
const SPOKEN = LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }));

/** Theme and language, kept where the app keeps them. */
export function Switches() {
  const router = useRouter();
  const language = useLocale();
  // The server knows no page that could be asked for its theme.
  const [theme, setTheme] = useState(() =>
    typeof document === "undefined" ? "system" : chosenTheme(),
  );
  return (
    <nav aria-label="Gallery" className="flex flex-wrap items-center gap-3">
      <Link className="text-brand underline" href="/gallery">
        All groups
      </Link>
      <div suppressHydrationWarning>
        <Segments
          label="Theme"
          options={THEMES}
          chosen={theme}
          onChange={(next) => {
            applyTheme(next);
            setTheme(next);
          }}
        />
      </div>
      <Segments
        label="Language"
        options={SPOKEN}
        chosen={language}
        onChange={(next) => {
          keepLanguage(next);
          router.refresh();
        }}
      />
    </nav>
  );
}
