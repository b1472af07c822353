import { createTranslator, type Messages } from "next-intl";

import type { Words } from "@/lib/words";
import german from "@/messages/de.json";
import english from "@/messages/en.json";

/** The English words, as functions are given them. */
export const ENGLISH: Words = {
  t: createTranslator({ locale: "en", messages: english }),
  language: "en",
};

/** The German words. */
export const GERMAN: Words = {
  t: createTranslator({ locale: "de", messages: german as Messages }),
  language: "de",
};
