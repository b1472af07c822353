"use client";

import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";

/** What one can do about something that is not there: try it again, or load the page anew. */
export function WaysOn({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations();
  return (
    <>
      <Button look="primary" onClick={onRetry}>
        {t("do.tryAgain")}
      </Button>
      <Button
        onClick={() => {
          window.location.reload();
        }}
      >
        {t("do.reload")}
      </Button>
    </>
  );
}
