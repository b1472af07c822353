"use client";

import * as Dialog from "@radix-ui/react-dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { CARD, Layer } from "@/components/ui/layer";

export interface ModalProps {
  title: string;
  children: ReactNode;
  onClose: () => void;
}

/** A dialog in the middle of the page; Escape and the backdrop close it. */
export function ModalWindow({ title, children, onClose }: ModalProps) {
  const t = useTranslations();
  return (
    <Layer
      className={`${CARD} top-1/2 max-h-[90dvh] w-[min(32rem,calc(100vw-2rem))] -translate-y-1/2 overflow-y-auto p-5`}
      onClose={onClose}
    >
      <div className="mb-4 flex items-center justify-between">
        <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
        <Dialog.Close
          aria-label={t("do.close")}
          className="text-faint hover:text-ink rounded-lg p-1.5"
        >
          <X className="size-5" aria-hidden="true" />
        </Dialog.Close>
      </div>
      {children}
    </Layer>
  );
}
