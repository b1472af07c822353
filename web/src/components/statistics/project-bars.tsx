"use client";

import { useTranslations } from "next-intl";

import type { Statistics } from "@/lib/api-client";
import { useProjects } from "@/lib/use-projects";

/** What was completed in each project, and what is still open there. */
export function ProjectBars({ projects }: { projects: Statistics["projects"] }) {
  const t = useTranslations();
  const { data: known = [] } = useProjects();
  const rows = projects
    .filter(({ completed, open }) => completed + open > 0)
    .sort((a, b) => b.completed - a.completed || b.open - a.open);
  const most = Math.max(1, ...rows.map(({ completed, open }) => completed + open));
  const nameOf = (id: string | null) =>
    id === null
      ? t("lists.inbox")
      : (known.find((project) => project.id === id)?.name ?? t("statistics.archivedProject"));
  return (
    <section aria-labelledby="by-project">
      <h2 id="by-project" className="mb-3 text-sm font-semibold">
        {t("statistics.byProject")}
      </h2>
      <ul className="grid gap-3">
        {rows.map(({ project_id, completed, open }) => (
          <li key={project_id ?? "inbox"}>
            <div className="mb-1 flex justify-between gap-3 text-sm">
              <span className="min-w-0 truncate">{nameOf(project_id)}</span>
              <span className="text-faint shrink-0 tabular-nums">
                {t("statistics.doneAndOpen", { done: completed, open })}
              </span>
            </div>
            <div aria-hidden="true" className="bg-line/60 flex h-2 overflow-hidden rounded-full">
              <div className="bg-brand" style={{ width: `${(100 * completed) / most}%` }} />
              <div className="bg-brand/30" style={{ width: `${(100 * open) / most}%` }} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
