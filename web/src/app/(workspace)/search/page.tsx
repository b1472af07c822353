import type { Metadata } from "next";

import { SearchScreen } from "@/components/tasks/search-screen";

export const metadata: Metadata = { title: "Search" };

/** Finds tasks by words. */
export default function SearchPage() {
  return <SearchScreen />;
}
