import type { Metadata } from "next";

import { StandingScreen } from "@/components/tasks/standing-screen";

export const metadata: Metadata = { title: "Today" };

/** What is late, and what is due today. */
export default function TodayPage() {
  return <StandingScreen list="today" />;
}
