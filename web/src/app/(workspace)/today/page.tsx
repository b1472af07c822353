import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { StandingScreen } from "@/components/tasks/standing-screen";

/** The list names the page. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations())("lists.today") };
}

/** What is late, and what is due today. */
export default function TodayPage() {
  return <StandingScreen list="today" />;
}
