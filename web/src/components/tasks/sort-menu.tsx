"use client";

import { ArrowDownUp } from "lucide-react";
import { useTranslations } from "next-intl";

import { MENU_ITEM, MenuContent, MenuTick } from "@/components/ui/menu";
import { MenuButton } from "@/components/ui/menu-button";
import { useMenuParts } from "@/lib/late-menus";
import { SORTS, type Sort } from "@/lib/views";

interface SortMenuProps {
  sort: Sort;
  onChange: (sort: Sort) => void;
}

/** In which order a list stands. */
export function SortMenu({ sort, onChange }: SortMenuProps) {
  const t = useTranslations();
  const shown = SORTS.find((one) => one === sort) ?? "manual";
  const label = t("sorts.by", { order: t(`sorts.${shown}`) });
  return (
    <MenuButton
      aria-label={label}
      title={label}
      className="text-faint hover:text-ink hover:bg-brand-soft grid size-8 place-items-center rounded-lg"
      content={
        <MenuContent>
          <Sorts sort={sort} onChange={onChange} />
        </MenuContent>
      }
    >
      <ArrowDownUp className="size-4" aria-hidden="true" />
    </MenuButton>
  );
}

function Sorts({ sort, onChange }: SortMenuProps) {
  const t = useTranslations();
  const Radix = useMenuParts();
  return (
    <Radix.RadioGroup
      value={sort}
      onValueChange={(next) => {
        onChange(next as Sort);
      }}
    >
      {SORTS.map((id) => (
        <Radix.RadioItem key={id} value={id} className={MENU_ITEM}>
          {t(`sorts.${id}`)}
          <MenuTick />
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
