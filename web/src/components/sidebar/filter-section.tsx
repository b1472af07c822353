"use client";

import { ListFilter } from "lucide-react";
import { useParams, useRouter } from "next/navigation";
import { useState } from "react";

import { FilterDialog } from "@/components/sidebar/filter-dialog";
import { SidebarLink } from "@/components/sidebar/sidebar-link";
import { SidebarSection } from "@/components/sidebar/sidebar-section";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { SavedFilter } from "@/lib/api-client";
import { useFilterActions, useFilters } from "@/lib/use-filters";

/** Filters that are kept under a name. */
export function FilterSection() {
  const { data: filters = [] } = useFilters();
  const [edited, setEdited] = useState<SavedFilter | "new" | null>(null);
  const add = () => {
    setEdited("new");
  };
  return (
    <>
      <SidebarSection title="Filters" add={{ label: "Add a filter", run: add }}>
        {filters.map((filter) => (
          <FilterLink
            key={filter.id}
            filter={filter}
            onEdit={() => {
              setEdited(filter);
            }}
          />
        ))}
      </SidebarSection>
      {edited && (
        <FilterDialog
          filter={edited === "new" ? undefined : edited}
          onClose={() => {
            setEdited(null);
          }}
        />
      )}
    </>
  );
}

function FilterLink({ filter, onEdit }: { filter: SavedFilter; onEdit: () => void }) {
  const { remove } = useFilterActions();
  const router = useRouter();
  const shown = useParams<{ id?: string }>().id === filter.id;
  const forget = () => {
    remove.mutate(filter);
    if (shown) router.push("/inbox");
  };
  return (
    <SidebarLink
      href={`/filters/${filter.id}`}
      icon={<ListFilter className="size-4" aria-hidden="true" />}
      menu={
        <Menu label={`More for the filter “${filter.name}”`}>
          <MenuItem onSelect={onEdit}>Edit</MenuItem>
          <MenuItem danger onSelect={forget}>
            Delete
          </MenuItem>
        </Menu>
      }
    >
      {filter.name}
    </SidebarLink>
  );
}
