import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { StandingScreen } from "@/components/tasks/standing-screen";

/** The list names the page. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations())("lists.inbox") };
}

/** Tasks that are in no project. */
export default function InboxPage() {
  return <StandingScreen list="inbox" />;
}
