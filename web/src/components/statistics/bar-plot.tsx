import { useTranslations } from "next-intl";

import { topOf, type Bar } from "@/lib/statistics";

const HEIGHT_PX = 160;

/** How much was completed, bar by bar; the same figures stand in a table. */
export function BarPlot({ bars }: { bars: readonly Bar[] }) {
  const t = useTranslations();
  const top = topOf(bars.map(({ completed }) => completed));
  const best = bars.reduce((most, bar) => (bar.completed > most.completed ? bar : most));
  return (
    <figure>
      <figcaption className="mb-3 text-sm font-semibold">{t("statistics.completed")}</figcaption>
      <div
        role="img"
        aria-label={t("statistics.plot", { count: best.completed, when: best.label })}
        className="grid grid-cols-[auto_1fr] gap-x-2"
      >
        <div className="text-faint flex flex-col justify-between text-right text-xs tabular-nums">
          <span>{top}</span>
          <span>0</span>
        </div>
        <div
          className="border-line flex items-end gap-px border-y sm:gap-0.5"
          style={{ height: HEIGHT_PX }}
        >
          {bars.map(({ day, label, completed }) => (
            <div
              key={day}
              title={t("statistics.bar", { when: label, count: completed })}
              className="hover:bg-brand-soft flex h-full min-w-0 flex-1 items-end"
            >
              <div
                className="bg-brand w-full rounded-t-sm"
                style={{ height: `${(100 * completed) / top}%` }}
              />
            </div>
          ))}
        </div>
        <span />
        <div className="text-faint mt-1 flex justify-between text-xs">
          <span>{bars[0]?.label}</span>
          <span>{bars.at(-1)?.label}</span>
        </div>
      </div>
      <Figures bars={bars} />
    </figure>
  );
}

function Figures({ bars }: { bars: readonly Bar[] }) {
  const t = useTranslations();
  return (
    <details className="text-faint mt-2 text-sm">
      <summary className="hover:text-ink min-h-6 cursor-pointer">{t("statistics.asTable")}</summary>
      <table className="mt-2 w-full max-w-md text-left tabular-nums">
        <thead>
          <tr>
            <th className="font-medium">{t("statistics.when")}</th>
            <th className="text-right font-medium">{t("statistics.completed")}</th>
            <th className="text-right font-medium">{t("statistics.added")}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ day, label, completed, created }) => (
            <tr key={day} className="border-line border-t">
              <th scope="row" className="py-0.5 font-normal">
                {label}
              </th>
              <td className="text-right">{completed}</td>
              <td className="text-right">{created}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
