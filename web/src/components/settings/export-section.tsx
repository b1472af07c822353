"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";

import { Section } from "@/components/settings/section";
import { INPUT } from "@/components/ui/field";
import type { FileFormat } from "@/lib/api-client";
import { ACCOUNT_EXPORT, exportAddress, FORMATS } from "@/lib/transfer-api";

const LINK =
  "border-line bg-card hover:bg-page inline-flex min-h-9 items-center rounded-lg border px-3.5 text-sm font-medium";

/** Tasks, or all that is kept, as a file. */
export function ExportSection() {
  const t = useTranslations();
  const id = useId();
  const [format, setFormat] = useState<FileFormat>("json");
  return (
    <Section title={t("settings.export")} about={t("settings.aboutExport")}>
      <label htmlFor={id} className="text-faint mb-1 block text-sm">
        {t("settings.format")}
      </label>
      <div className="flex flex-wrap gap-2">
        <select
          id={id}
          className={`${INPUT} !w-auto`}
          value={format}
          onChange={(event) => {
            setFormat(event.target.value as FileFormat);
          }}
        >
          {FORMATS.map((name) => (
            <option key={name} value={name}>
              {t(`formats.${name}`)}
            </option>
          ))}
        </select>
        <a className={LINK} href={exportAddress(format)} download>
          {t("settings.exportTasks")}
        </a>
        <a className={LINK} href={ACCOUNT_EXPORT} download>
          {t("settings.exportAll")}
        </a>
      </div>
    </Section>
  );
}
