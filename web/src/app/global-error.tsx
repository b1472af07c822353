"use client";

import "./globals.css";
import { Speaking } from "@/components/speaking";
import { Broken } from "@/components/ui/broken";
import { chosenLanguage, LANGUAGES, toLanguage } from "@/lib/languages";

/** What is shown when the frame of all pages broke: it is a document of its own. */
export default function GlobalErrorPage({ reset }: { reset: () => void }) {
  const language = shownLanguage();
  return (
    <html lang={language}>
      <body>
        <Speaking language={language}>
          <Broken onRetry={reset} />
        </Speaking>
      </body>
    </html>
  );
}

/** As the server would choose it; on the server itself, which draws this for nobody, the first. */
function shownLanguage() {
  if (typeof document === "undefined") return LANGUAGES[0];
  const read = navigator.languages.map((one) => toLanguage(one.slice(0, 2)));
  return chosenLanguage() ?? read.find((one) => one !== null) ?? LANGUAGES[0];
}
