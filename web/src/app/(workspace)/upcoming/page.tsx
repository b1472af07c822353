import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { StandingScreen } from "@/components/tasks/standing-screen";

/** The list names the page. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations())("lists.upcoming") };
}

/** What the days to come bring. */
export default function UpcomingPage() {
  return <StandingScreen list="upcoming" />;
}
