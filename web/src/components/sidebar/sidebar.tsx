"use client";

import {
  Archive,
  CalendarDays,
  CalendarRange,
  ChartColumn,
  Inbox,
  Search,
  Trash2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { FilterSection } from "@/components/sidebar/filter-section";
import { ProjectSection } from "@/components/sidebar/project-section";
import { SidebarLink } from "@/components/sidebar/sidebar-link";
import { TagSection } from "@/components/sidebar/tag-section";

const ICON = "size-4";
const TO_INBOX = { project_id: null };

/** All lists that there are. */
export function Sidebar({ children }: { children?: ReactNode }) {
  const t = useTranslations();
  return (
    <nav aria-label={t("sidebar.lists")} className="min-h-0 flex-1 overflow-y-auto px-2 pb-6">
      {children}
      <ul className="grid gap-px">
        <SidebarLink href="/search" icon={<Search className={ICON} aria-hidden="true" />}>
          {t("lists.search")}
        </SidebarLink>
        <SidebarLink
          href="/inbox"
          alias="/"
          drop={{ name: t("place.inbox"), changes: TO_INBOX }}
          icon={<Inbox className={ICON} aria-hidden="true" />}
        >
          {t("lists.inbox")}
        </SidebarLink>
        <SidebarLink href="/today" icon={<CalendarDays className={ICON} aria-hidden="true" />}>
          {t("lists.today")}
        </SidebarLink>
        <SidebarLink href="/upcoming" icon={<CalendarRange className={ICON} aria-hidden="true" />}>
          {t("lists.upcoming")}
        </SidebarLink>
      </ul>
      <ProjectSection />
      <FilterSection />
      <TagSection />
      <ul aria-label={t("sidebar.more")} className="mt-4 grid gap-px">
        <SidebarLink href="/archive" icon={<Archive className={ICON} aria-hidden="true" />}>
          {t("lists.archive")}
        </SidebarLink>
        <SidebarLink href="/trash" icon={<Trash2 className={ICON} aria-hidden="true" />}>
          {t("lists.trash")}
        </SidebarLink>
        <SidebarLink href="/statistics" icon={<ChartColumn className={ICON} aria-hidden="true" />}>
          {t("lists.statistics")}
        </SidebarLink>
      </ul>
    </nav>
  );
}
