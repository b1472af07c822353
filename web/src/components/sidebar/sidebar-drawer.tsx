"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { late } from "@/components/ui/late";

const DrawerWindow = late(() =>
  import("@/components/sidebar/drawer-window").then((module) => module.DrawerWindow),
);

/** The sidebar where there is no room for it beside the tasks. */
export function SidebarDrawer() {
  const t = useTranslations();
  const path = usePathname();
  // Open for one address only: following a link closes it.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const open = openAt === path;
  return (
    <>
      <button
        type="button"
        aria-label={t("sidebar.allLists")}
        aria-haspopup="dialog"
        aria-expanded={open}
        className="text-faint hover:text-ink hover:bg-brand-soft grid size-9 place-items-center rounded-lg lg:hidden"
        onClick={() => {
          setOpenAt(path);
        }}
      >
        <Menu className="size-5" aria-hidden="true" />
      </button>
      {open && (
        <DrawerWindow
          onClose={() => {
            setOpenAt(null);
          }}
        />
      )}
    </>
  );
}
