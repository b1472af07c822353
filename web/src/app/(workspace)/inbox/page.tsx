import type { Metadata } from "next";

import { StandingScreen } from "@/components/tasks/standing-screen";

export const metadata: Metadata = { title: "Inbox" };

/** Tasks that are in no project. */
export default function InboxPage() {
  return <StandingScreen list="inbox" />;
}
