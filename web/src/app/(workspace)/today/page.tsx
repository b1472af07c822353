"use client";

import { ListScreen } from "@/components/tasks/list-screen";
import { todayView } from "@/lib/views";

/** What is late, and what is due today. */
export default function TodayPage() {
  return <ListScreen view={todayView()} />;
}
