"use client";

import { useTranslations } from "next-intl";

import { WaysOn } from "@/components/ui/ways-on";
import { useMissingCode } from "@/lib/late-code";

/** Says that a part of the app could not be fetched, over the page, which stays usable. */
export function MissingCode() {
  const t = useTranslations();
  const retry = useMissingCode();
  if (!retry) return null;
  return (
    <div
      role="alert"
      className="bg-card border-line fixed inset-x-4 bottom-4 z-50 mx-auto grid max-w-md gap-3 rounded-xl border p-4 shadow-xl print:hidden"
    >
      <p>{t("problem.code")}</p>
      <div className="flex flex-wrap gap-2">
        <WaysOn onRetry={retry} />
      </div>
    </div>
  );
}
