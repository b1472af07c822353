import { useTranslations } from "next-intl";

import type { View } from "@/lib/views";

/** What an empty list teaches. */
export function EmptyList({ view, done }: { view: View; done: boolean }) {
  const t = useTranslations();
  const { title, text } = done
    ? { title: t("empty.doneTitle"), text: t("empty.doneText") }
    : view.empty;
  return (
    <div className="px-6 py-12 text-center">
      <p className="font-medium">{title}</p>
      <p className="text-faint mx-auto mt-1 max-w-sm text-sm text-balance wrap-anywhere">{text}</p>
    </div>
  );
}
