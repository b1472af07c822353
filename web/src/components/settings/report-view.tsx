import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import type { ImportReport } from "@/lib/api-client";

interface ReportViewProps {
  title: string;
  report: ImportReport;
  /** What can be done now. */
  children: ReactNode;
}

/** What came, or would come, of an import, each line that was not taken with its reason. */
export function ReportView({ title, report, children }: ReportViewProps) {
  const t = useTranslations();
  const { format, taken, skipped, rejected, projects_created: projects, remarks } = report;
  return (
    <div aria-live="polite" className="border-line bg-card mt-4 rounded-xl border p-4 text-sm">
      <p className="font-medium">{title}</p>
      <ul className="text-faint mt-1 mb-3 list-disc pl-5">
        <li>{t("settings.readAs", { count: taken, format: t(`formats.${format}`) })}</li>
        {skipped > 0 && <li>{t("settings.leftOut", { count: skipped })}</li>}
        {projects.length > 0 && (
          <li>{t("settings.newProjects", { names: projects.join(", ") })}</li>
        )}
        {rejected > 0 && (
          <li className="text-late">{t("settings.cannotBeTaken", { count: rejected })}</li>
        )}
      </ul>
      {remarks.length > 0 && <Remarks remarks={remarks} open={rejected > 0} />}
      {children}
    </div>
  );
}

function Remarks({ remarks, open }: { remarks: ImportReport["remarks"]; open: boolean }) {
  const t = useTranslations();
  return (
    <details open={open} className="mb-3">
      <summary className="min-h-6 cursor-pointer">
        {t("settings.remarks", { count: remarks.length })}
      </summary>
      <ul
        // What scrolls must be reachable by keyboard (WCAG 2.1.1).
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="mt-1 grid max-h-72 gap-1.5 overflow-y-auto"
      >
        {remarks.map(({ line, reason, excerpt, taken }) => (
          <li key={`${line} ${reason}`} className="border-line border-t pt-1.5">
            <span className={taken ? "" : "text-late"}>{t("settings.line", { line, reason })}</span>
            <code className="text-faint block truncate">{excerpt}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}
