"use client";

import { useTranslations } from "next-intl";

import { Modal } from "@/components/ui/modal";
import { SHORTCUTS } from "@/lib/shortcut-list";

/** All keyboard shortcuts. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations();
  return (
    <Modal title={t("shortcuts.title")} onClose={onClose}>
      <div className="grid gap-4">
        {SHORTCUTS.map(({ title, keys }) => (
          <section key={title}>
            <h3 className="text-faint mb-1 text-xs font-semibold">{t(title)}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={key} className="flex items-center justify-between py-1 text-sm">
                  <dt>{t(does)}</dt>
                  <dd className="flex gap-1">
                    {key.split(" ").map((one) => (
                      <kbd
                        key={one}
                        className="border-line bg-page min-w-6 rounded border px-1.5 text-center font-sans text-xs leading-5"
                      >
                        {one === "Ctrl" ? t("shortcuts.ctrl") : one}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="text-faint mt-4 text-sm">{t("shortcuts.about")}</p>
    </Modal>
  );
}
