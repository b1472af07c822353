import type { Metadata } from "next";

import { StandingScreen } from "@/components/tasks/standing-screen";

export const metadata: Metadata = { title: "Upcoming" };

/** What the days to come bring. */
export default function UpcomingPage() {
  return <StandingScreen list="upcoming" />;
}
