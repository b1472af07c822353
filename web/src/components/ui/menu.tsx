"use client";

import type * as RadixMenu from "@radix-ui/react-dropdown-menu";
import { MoreHorizontal } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

import { MenuButton } from "@/components/ui/menu-button";
import { useMenuParts } from "@/lib/late-menus";

/** The look of a line of a menu. */
export const MENU_ITEM =
  "flex cursor-pointer items-center gap-2 rounded-lg px-3 py-2 text-sm outline-none data-[highlighted]:bg-brand-soft";

/** The look of what a menu's lines lie on. */
export const MENU_LAYER = "bg-card border-line z-50 min-w-40 rounded-xl border p-1 shadow-lg";

/** What lies open below or above a menu's button. */
export function MenuContent({
  className = "",
  ...props
}: ComponentProps<typeof RadixMenu.Content>) {
  const Radix = useMenuParts();
  return (
    <Radix.Portal>
      <Radix.Content align="end" className={`${MENU_LAYER} ${className}`} {...props} />
    </Radix.Portal>
  );
}

/** The line between two parts of a menu. */
export function MenuLine() {
  const Radix = useMenuParts();
  return <Radix.Separator className="bg-line my-1 h-px" />;
}

/** The tick behind what is chosen. */
export function MenuTick() {
  const Radix = useMenuParts();
  return <Radix.ItemIndicator className="text-brand ml-auto">✓</Radix.ItemIndicator>;
}

interface MenuProps {
  /** What the button is for. */
  label: string;
  children: ReactNode;
  className?: string;
}

/** A button with three dots, and what can be done. */
export function Menu({ label, children, className = "" }: MenuProps) {
  return (
    <MenuButton
      aria-label={label}
      className={`text-faint hover:text-ink hover:bg-brand-soft grid size-8 shrink-0 place-items-center rounded-lg ${className}`}
      content={
        <MenuContent className="max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto">
          {children}
        </MenuContent>
      }
    >
      <MoreHorizontal className="size-4" aria-hidden="true" />
    </MenuButton>
  );
}

interface MenuItemProps {
  onSelect: () => void;
  children: ReactNode;
  danger?: boolean;
}

/** One thing that can be done. */
export function MenuItem({ onSelect, children, danger = false }: MenuItemProps) {
  const Radix = useMenuParts();
  return (
    <Radix.Item className={`${MENU_ITEM} ${danger ? "text-late" : ""}`} onSelect={onSelect}>
      {children}
    </Radix.Item>
  );
}
