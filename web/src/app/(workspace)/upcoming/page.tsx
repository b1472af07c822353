"use client";

import { ListScreen } from "@/components/tasks/list-screen";
import { upcomingView } from "@/lib/views";

/** What the days to come bring. */
export default function UpcomingPage() {
  return <ListScreen view={upcomingView()} />;
}
