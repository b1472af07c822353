"use client";

import * as Dialog from "@radix-ui/react-dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";

import { Sidebar } from "@/components/sidebar/sidebar";
import { Layer } from "@/components/ui/layer";
import { Logo } from "@/components/ui/logo";

/** The lists over the page, at its left. */
export function DrawerWindow({ onClose }: { onClose: () => void }) {
  const t = useTranslations();
  return (
    <Layer
      className="bg-page inset-y-0 left-0 flex w-[min(18rem,85vw)] flex-col outline-none"
      onClose={onClose}
    >
      <div className="flex h-12 items-center justify-between pr-2 pl-4">
        <Dialog.Title className="sr-only">{t("sidebar.allLists")}</Dialog.Title>
        <Logo />
        <Dialog.Close
          aria-label={t("do.close")}
          className="text-faint hover:text-ink grid size-9 place-items-center rounded-lg"
        >
          <X className="size-5" aria-hidden="true" />
        </Dialog.Close>
      </div>
      <Sidebar />
    </Layer>
  );
}
