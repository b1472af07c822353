"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

import { DropTarget } from "@/components/sidebar/drop-target";
import type { Drop } from "@/lib/dragging";
import { useAwake } from "@/lib/use-awake";

interface SidebarLinkProps {
  href: string;
  /** Other addresses that show the same. */
  alias?: string;
  icon: ReactNode;
  children: ReactNode;
  count?: number | null | undefined;
  /** What can be done with it, beside the link. */
  menu?: ReactNode;
  /** What becomes of a task that is dropped here. */
  drop?: Drop;
}

/** One list in the sidebar; the one that is shown is marked. */
export function SidebarLink(props: SidebarLinkProps) {
  const { href, alias, menu, drop } = props;
  const path = usePathname();
  const current = path === href || path === alias;
  const link = <NamedLink {...props} current={current} />;
  return (
    <li
      className={`group/link relative flex items-center rounded-lg ${current ? "bg-brand-soft" : "hover:bg-line/50"}`}
    >
      {drop ? <DropTarget drop={drop}>{link}</DropTarget> : link}
      {menu && (
        <span className="right-0.5 opacity-100 focus-within:opacity-100 has-[[data-state=open]]:opacity-100 lg:absolute lg:opacity-0 lg:group-hover/link:opacity-100">
          {menu}
        </span>
      )}
    </li>
  );
}

function NamedLink({
  href,
  icon,
  children,
  count,
  menu,
  current,
}: SidebarLinkProps & { current: boolean }) {
  const awake = useAwake();
  return (
    <Link
      href={href}
      prefetch={awake}
      aria-current={current ? "page" : undefined}
      className={`flex min-h-9 min-w-0 flex-1 items-center gap-2.5 rounded-lg px-2.5 text-sm ${
        current ? "text-ink font-medium" : ""
      }`}
    >
      <span
        className={`grid w-4 shrink-0 place-items-center ${current ? "text-brand" : "text-faint"}`}
      >
        {icon}
      </span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {count != null && count > 0 && (
        <span
          className={`text-faint text-xs tabular-nums ${menu ? "lg:group-focus-within/link:opacity-0 lg:group-hover/link:opacity-0" : ""}`}
        >
          {count}
        </span>
      )}
    </Link>
  );
}
