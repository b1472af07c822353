import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";
import { sentence } from "@/lib/problem";

/** Why a list cannot be shown, and a way to try again. */
export function ListFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations();
  return (
    <div role="alert" className="py-8 text-center">
      <p className="mb-3">{sentence(error, t)}</p>
      <Button onClick={onRetry}>{t("do.tryAgain")}</Button>
    </div>
  );
}
