"use client";

import { ListScreen } from "@/components/tasks/list-screen";
import { inboxView, todayView, upcomingView } from "@/lib/views";
import { useWords } from "@/lib/words";

const VIEWS = { inbox: inboxView, today: todayView, upcoming: upcomingView };

/** One of the lists that everybody has. */
export function StandingScreen({ list }: { list: keyof typeof VIEWS }) {
  const words = useWords();
  // Made anew each time: what today is changes at midnight.
  return <ListScreen view={VIEWS[list](words)} />;
}
