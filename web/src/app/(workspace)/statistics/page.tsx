import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { StatisticsScreen } from "@/components/statistics/statistics-screen";

/** The list names the page. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations())("lists.statistics") };
}

/** What was done, day by day and project by project. */
export default function StatisticsPage() {
  return <StatisticsScreen />;
}
