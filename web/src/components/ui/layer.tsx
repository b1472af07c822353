"use client";

import * as Dialog from "@radix-ui/react-dialog";
import type { ReactNode } from "react";

/** A card in the middle of the page's width. */
export const CARD = "bg-card border-line left-1/2 -translate-x-1/2 rounded-2xl border";

interface LayerProps {
  /** Where it lies and how it looks. */
  className: string;
  children: ReactNode;
  onClose: () => void;
}

/** What lies over the page until Escape or a press beside it closes it; it needs a title. */
export function Layer({ className, children, onClose }: LayerProps) {
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className={`fixed z-40 shadow-xl ${className}`}
        >
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
