import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { SearchScreen } from "@/components/tasks/search-screen";

/** The list names the page. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations())("lists.search") };
}

/** Finds tasks by words. */
export default function SearchPage() {
  return <SearchScreen />;
}
