"use client";

import { ListFilter } from "lucide-react";
import { useParams, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { SidebarLink } from "@/components/sidebar/sidebar-link";
import { SidebarSection } from "@/components/sidebar/sidebar-section";
import { late } from "@/components/ui/late";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { SavedFilter } from "@/lib/api-client";
import { useFilterActions, useFilters } from "@/lib/use-filters";

const FilterDialog = late(() =>
  import("@/components/sidebar/filter-dialog").then((module) => module.FilterDialog),
);

/** Filters that are kept under a name. */
export function FilterSection() {
  const t = useTranslations();
  const { data: filters = [] } = useFilters();
  const [edited, setEdited] = useState<SavedFilter | "new" | null>(null);
  const add = () => {
    setEdited("new");
  };
  return (
    <>
      <SidebarSection
        title={t("sidebar.filters")}
        add={{ label: t("sidebar.addFilter"), run: add }}
      >
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
  const t = useTranslations();
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
        <Menu label={t("sidebar.moreForFilter", { name: filter.name })}>
          <MenuItem onSelect={onEdit}>{t("do.edit")}</MenuItem>
          <MenuItem danger onSelect={forget}>
            {t("do.delete")}
          </MenuItem>
        </Menu>
      }
    >
      {filter.name}
    </SidebarLink>
  );
}
