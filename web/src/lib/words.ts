"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";

import type { Language } from "./languages";

import type messages from "@/messages/en.json";

declare module "next-intl" {
  /** English has all keys, and says which values each of them takes. */
  interface AppConfig {
    Locale: Language;
    Messages: typeof messages;
  }
}

/** Gives the words of a key of the catalogue, with values put in. */
export type Translate = ReturnType<typeof useTranslations<never>>;

/** What functions need that put something into words: the catalogue, and the language it is in. */
export interface Words {
  t: Translate;
  language: Language;
}

/** The words of the language that the page is in. */
export function useWords(): Words {
  const t = useTranslations();
  const language = useLocale();
  return useMemo(() => ({ t, language }), [t, language]);
}
