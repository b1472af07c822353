"use client";

import dynamic from "next/dynamic";
import { NextIntlClientProvider, type Messages } from "next-intl";
import type { ComponentType, ReactNode } from "react";

import type { Language } from "@/lib/languages";

type Speaker = ComponentType<{ children: ReactNode }>;

/** The words of each language are a file of their own, of which a browser fetches one. */
const SPEAKERS: Record<Language, Speaker> = {
  en: dynamic(async () => speaker("en", await import("@/messages/en.json"))),
  de: dynamic(async () => speaker("de", await import("@/messages/de.json"))),
};

/** A test holds every language to the keys and values of English. */
function speaker(language: Language, catalogue: { default: unknown }): Speaker {
  const messages = catalogue.default as Messages;
  return function Speaker({ children }) {
    return (
      // The zone is for dates in messages, of which there are none: days are named in lib/dates.
      <NextIntlClientProvider locale={language} messages={messages} timeZone="UTC">
        {children}
      </NextIntlClientProvider>
    );
  };
}

interface SpeakingProps {
  language: Language;
  children: ReactNode;
}

/** Gives everything inside of it the words of a language. */
export function Speaking({ language, children }: SpeakingProps) {
  const Speaker = SPEAKERS[language];
  return <Speaker>{children}</Speaker>;
}
