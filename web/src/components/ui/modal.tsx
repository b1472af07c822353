"use client";

import { late } from "@/components/ui/late";
import type { ModalProps } from "@/components/ui/modal-window";

/** A dialog in the middle of the page; what dialogs are made of comes with the first one. */
export const Modal = late<ModalProps>(() =>
  import("@/components/ui/modal-window").then((module) => module.ModalWindow),
);
