"use client";

import { ListScreen } from "@/components/tasks/list-screen";
import { inboxView } from "@/lib/views";

/** Tasks that are in no project. */
export default function InboxPage() {
  return <ListScreen view={inboxView()} />;
}
