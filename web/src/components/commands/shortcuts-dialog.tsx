"use client";

import { Modal } from "@/components/ui/modal";
import { SHORTCUTS } from "@/lib/shortcut-list";

/** All keyboard shortcuts. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal title="Keyboard shortcuts" onClose={onClose}>
      <div className="grid gap-4">
        {SHORTCUTS.map(({ title, keys }) => (
          <section key={title}>
            <h3 className="text-faint mb-1 text-xs font-semibold">{title}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={key} className="flex items-center justify-between py-1 text-sm">
                  <dt>{does}</dt>
                  <dd className="flex gap-1">
                    {key.split(" ").map((one) => (
                      <kbd
                        key={one}
                        className="border-line bg-page min-w-6 rounded border px-1.5 text-center font-sans text-xs leading-5"
                      >
                        {one}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="text-faint mt-4 text-sm">
        Single keys can be switched off in the account menu; Ctrl K (⌘K on a Mac) always works.
      </p>
    </Modal>
  );
}
