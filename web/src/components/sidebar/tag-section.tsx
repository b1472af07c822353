"use client";

import { Hash } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { SidebarLink } from "@/components/sidebar/sidebar-link";
import { SidebarSection } from "@/components/sidebar/sidebar-section";
import { useTags } from "@/lib/use-tasks";

/** More would push all else out of sight. */
const SHOWN = 8;

/** The tags of open tasks, the most used first. */
export function TagSection() {
  const t = useTranslations();
  const { data: tags = [] } = useTags();
  const [all, setAll] = useState(false);
  if (tags.length === 0) return null;
  const hidden = tags.length - SHOWN;
  return (
    <SidebarSection title={t("sidebar.tags")}>
      {(all ? tags : tags.slice(0, SHOWN)).map((tag) => (
        <SidebarLink
          key={tag.name}
          href={`/tags/${encodeURIComponent(tag.name)}`}
          icon={<Hash className="size-4" aria-hidden="true" />}
          count={tag.open_count}
        >
          {tag.name}
        </SidebarLink>
      ))}
      {hidden > 0 && (
        <li>
          <button
            type="button"
            aria-expanded={all}
            className="text-faint hover:text-ink min-h-9 px-2.5 text-sm"
            onClick={() => {
              setAll(!all);
            }}
          >
            {all ? t("do.showFewer") : t("do.showSoMany", { count: hidden })}
          </button>
        </li>
      )}
    </SidebarSection>
  );
}
