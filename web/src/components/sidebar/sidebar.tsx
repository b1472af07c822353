"use client";

import { Archive, CalendarDays, CalendarRange, Inbox, Search, Trash2 } from "lucide-react";
import type { ReactNode } from "react";

import { FilterSection } from "@/components/sidebar/filter-section";
import { ProjectSection } from "@/components/sidebar/project-section";
import { SidebarLink } from "@/components/sidebar/sidebar-link";
import { TagSection } from "@/components/sidebar/tag-section";

const ICON = "size-4";
const INBOX = { name: "the inbox", changes: { project_id: null } };

/** All lists that there are. */
export function Sidebar({ children }: { children?: ReactNode }) {
  return (
    <nav aria-label="Lists" className="min-h-0 flex-1 overflow-y-auto px-2 pb-6">
      {children}
      <ul className="grid gap-px">
        <SidebarLink href="/search" icon={<Search className={ICON} aria-hidden="true" />}>
          Search
        </SidebarLink>
        <SidebarLink
          href="/inbox"
          alias="/"
          drop={INBOX}
          icon={<Inbox className={ICON} aria-hidden="true" />}
        >
          Inbox
        </SidebarLink>
        <SidebarLink href="/today" icon={<CalendarDays className={ICON} aria-hidden="true" />}>
          Today
        </SidebarLink>
        <SidebarLink href="/upcoming" icon={<CalendarRange className={ICON} aria-hidden="true" />}>
          Upcoming
        </SidebarLink>
      </ul>
      <ProjectSection />
      <FilterSection />
      <TagSection />
      <ul aria-label="Out of sight" className="mt-4 grid gap-px">
        <SidebarLink href="/archive" icon={<Archive className={ICON} aria-hidden="true" />}>
          Archive
        </SidebarLink>
        <SidebarLink href="/trash" icon={<Trash2 className={ICON} aria-hidden="true" />}>
          Trash
        </SidebarLink>
      </ul>
    </nav>
  );
}
