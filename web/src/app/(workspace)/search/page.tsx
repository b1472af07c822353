import { SearchScreen } from "@/components/tasks/search-screen";

/** Finds tasks by words. */
export default function SearchPage() {
  return <SearchScreen />;
}
