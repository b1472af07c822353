"use client";

import type { MouseEvent } from "react";

import { taskAddress, useOpenTask } from "@/lib/use-open-task";

/** Opens a task beside the list; as a link it can be opened in another tab, too. */
export function TaskLink({ id, title }: { id: string; title: string }) {
  const { open } = useOpenTask();
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open(id);
  };
  return (
    <a
      href={taskAddress(id).search}
      className="decoration-line hover:text-brand text-ink wrap-anywhere underline underline-offset-3"
      onClick={onClick}
    >
      {title}
    </a>
  );
}
