"use client";

import { useTranslations } from "next-intl";

import { WaysOn } from "@/components/ui/ways-on";

/** What stands in the place of a page that broke. */
export function Broken({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations();
  return (
    <main className="grid min-h-dvh place-items-center p-6 text-center">
      <div role="alert">
        <h1 className="text-xl font-semibold">{t("problem.broken")}</h1>
        <p className="text-faint mx-auto mt-2 max-w-md">{t("problem.brokenHelp")}</p>
        <div className="mt-4 flex flex-wrap justify-center gap-2">
          <WaysOn onRetry={onRetry} />
        </div>
      </div>
    </main>
  );
}
