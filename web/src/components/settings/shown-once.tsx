import { useTranslations } from "next-intl";
import { useId } from "react";

import { CopyButton } from "@/components/chat/copy-button";
import { INPUT } from "@/components/ui/field";

/** A secret that is shown now and never again. */
export function ShownOnce({ name, secret }: { name: string; secret: string }) {
  const t = useTranslations();
  const id = useId();
  return (
    <div className="bg-warn-soft mt-3 rounded-lg p-3 text-sm">
      <label htmlFor={id} className="mb-1 block">
        {t("settings.keepNow", { name })}
      </label>
      <div className="flex items-center gap-2">
        <input
          id={id}
          readOnly
          className={`${INPUT} font-mono text-xs`}
          value={secret}
          onFocus={(event) => {
            event.target.select();
          }}
        />
        <CopyButton text={secret} />
      </div>
    </div>
  );
}
