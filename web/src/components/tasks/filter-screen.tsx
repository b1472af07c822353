"use client";

import { ListFailure } from "@/components/tasks/list-failure";
import { ListScreen } from "@/components/tasks/list-screen";
import { NothingThere } from "@/components/tasks/nothing-there";
import { useFilters } from "@/lib/use-filters";
import { filterView } from "@/lib/views";
import { useWords } from "@/lib/words";

/** The tasks that a kept filter finds, as long as there is such a filter. */
export function FilterScreen({ id }: { id: string }) {
  const words = useWords();
  const filters = useFilters();
  const filter = filters.data?.find((one) => one.id === id);
  if (filter) {
    return (
      <ListScreen view={filterView(words, filter)}>
        <p className="text-faint -mt-2 mb-3 font-mono text-xs wrap-anywhere">{filter.filter}</p>
      </ListScreen>
    );
  }
  if (filters.isPending) return null;
  if (filters.isError) {
    return <ListFailure error={filters.error} onRetry={() => void filters.refetch()} />;
  }
  return <NothingThere what="noFilter" />;
}
