"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { BarPlot } from "@/components/statistics/bar-plot";
import { ProjectBars } from "@/components/statistics/project-bars";
import { ListFailure } from "@/components/tasks/list-failure";
import { Segments } from "@/components/ui/segments";
import type { Statistics } from "@/lib/api-client";
import { estimateText } from "@/lib/estimates";
import { keys } from "@/lib/query-keys";
import { barsOf, PERIODS, periodOf, total } from "@/lib/statistics";
import { fetchStatistics } from "@/lib/statistics-api";
import { useWords } from "@/lib/words";

/** What was done in a period, as figures and plots. */
export function StatisticsScreen() {
  const t = useTranslations();
  const [days, setDays] = useState<number>(PERIODS[0].id);
  const { first, last } = periodOf(days);
  const periods = PERIODS.map(({ id, label }) => ({ id, label: t(label) }));
  const found = useQuery({
    queryKey: [...keys.tasks, "statistics", first, last],
    queryFn: () => fetchStatistics(first, last),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <div className="mb-5 flex flex-wrap items-center justify-between gap-2">
        <h1 className="text-xl font-semibold tracking-tight">{t("lists.statistics")}</h1>
        <Segments
          label={t("statistics.period")}
          options={periods}
          chosen={days}
          onChange={setDays}
        />
      </div>
      {found.isPending && <p className="text-faint py-8 text-center">{t("app.loadingNow")}</p>}
      {found.isError && <ListFailure error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Figures found={found.data} />}
    </>
  );
}

function Figures({ found }: { found: Statistics }) {
  const words = useWords();
  const { t } = words;
  const { days, projects, streak, open, overdue, open_estimate_minutes: planned } = found;
  const done = total(days, "completed");
  return (
    <div className="grid gap-8">
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Figure
          name={t("statistics.completed")}
          value={String(done)}
          more={t("statistics.soManyAdded", { count: total(days, "created") })}
        />
        <Figure
          name={t("statistics.streak")}
          value={String(streak.current)}
          more={t("statistics.longest", { count: streak.longest })}
        />
        <Figure
          name={t("statistics.open")}
          value={String(open)}
          more={planned ? t("statistics.about", { length: estimateText(t, planned) }) : ""}
        />
        <Figure name={t("statistics.overdue")} value={String(overdue)} more="" />
      </dl>
      {done === 0 ? (
        <p className="text-faint py-8 text-center">{t("statistics.nothing")}</p>
      ) : (
        <>
          <BarPlot bars={barsOf(words, days)} />
          <ProjectBars projects={projects} />
        </>
      )}
    </div>
  );
}

function Figure({ name, value, more }: { name: string; value: string; more: string }) {
  return (
    <div className="bg-card border-line rounded-xl border px-4 py-3">
      <dt className="text-faint text-sm">{name}</dt>
      <dd>
        <span className="block text-2xl font-semibold tabular-nums">{value}</span>
        <span className="text-faint block min-h-5 text-xs">{more}</span>
      </dd>
    </div>
  );
}
