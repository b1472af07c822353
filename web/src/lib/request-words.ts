import Negotiator from "negotiator";
import { cookies, headers } from "next/headers";
import type { Messages } from "next-intl";
import { getRequestConfig } from "next-intl/server";

import { LANGUAGE_COOKIE, LANGUAGES, toLanguage, type Language } from "./languages";

/** The language of a request: the chosen one, else the first of the browser's that is one of ours. */
export function languageOf(chosen: string | undefined, accepted: string | null): Language {
  const wanted = { headers: { "accept-language": accepted ?? "" } };
  const understood = new Negotiator(wanted).language([...LANGUAGES]);
  return toLanguage(chosen) ?? toLanguage(understood) ?? LANGUAGES[0];
}

/** The language and the words of what the server writes: titles, and the frame of each page. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value;
  const locale = languageOf(chosen, (await headers()).get("accept-language"));
  const catalogue = (await import(`../messages/${locale}.json`)) as { default: Messages };
  return { locale, messages: catalogue.default };
});
