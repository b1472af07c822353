import type { Metadata } from "next";

import { ShelfScreen } from "@/components/tasks/shelf-screen";

export const metadata: Metadata = { title: "Archive" };

/** Archived tasks. */
export default function ArchivePage() {
  return <ShelfScreen shelf="archived" />;
}
