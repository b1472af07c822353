import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";

import { useWaiting } from "@/lib/waiting-store";
import { taskOf } from "@/lib/writes";

/** Says that a change of this task waits for the connection. */
export function WaitingMark({ id }: { id: string }) {
  const t = useTranslations();
  const { entries } = useWaiting();
  if (!entries.some(({ write }) => taskOf(write) === id)) return null;
  return (
    <span className="text-faint shrink-0" title={t("offline.waits")}>
      <CloudOff className="size-3.5" aria-hidden="true" />
      <span className="sr-only">{t("offline.waits")}</span>
    </span>
  );
}
