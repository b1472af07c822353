import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { ShelfScreen } from "@/components/tasks/shelf-screen";

/** The list names the page. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations())("lists.archive") };
}

/** Archived tasks. */
export default function ArchivePage() {
  return <ShelfScreen shelf="archived" />;
}
