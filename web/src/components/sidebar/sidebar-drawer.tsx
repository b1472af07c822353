"use client";

import * as Dialog from "@radix-ui/react-dialog";
import { Menu, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";

import { Sidebar } from "@/components/sidebar/sidebar";
import { Logo } from "@/components/ui/logo";

/** The sidebar where there is no room for it beside the tasks. */
export function SidebarDrawer() {
  const path = usePathname();
  // Open for one address only: following a link closes it.
  const [openAt, setOpenAt] = useState<string | null>(null);
  return (
    <Dialog.Root
      open={openAt === path}
      onOpenChange={(open) => {
        setOpenAt(open ? path : null);
      }}
    >
      <Dialog.Trigger
        aria-label="All lists"
        className="text-faint hover:text-ink hover:bg-brand-soft grid size-9 place-items-center rounded-lg lg:hidden"
      >
        <Menu className="size-5" aria-hidden="true" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className="bg-page fixed inset-y-0 left-0 z-40 flex w-[min(18rem,85vw)] flex-col shadow-xl outline-none"
        >
          <div className="flex h-12 items-center justify-between pr-2 pl-4">
            <Dialog.Title className="sr-only">All lists</Dialog.Title>
            <Logo />
            <Dialog.Close
              aria-label="Close"
              className="text-faint hover:text-ink grid size-9 place-items-center rounded-lg"
            >
              <X className="size-5" aria-hidden="true" />
            </Dialog.Close>
          </div>
          <Sidebar />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
