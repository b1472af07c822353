"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState, type ReactNode } from "react";

import { TaskLinks } from "@/components/chat/task-links";
import { tasksIn } from "@/lib/tool-words";
import type { ToolPart } from "@/types/chat";

interface ToolDetailsProps {
  part: ToolPart;
  /** The colour of the line. */
  tone: string;
  children: ReactNode;
}

/** A line that unfolds what a tool was called with, and what it answered. */
export function ToolDetails({ part, tone, children }: ToolDetailsProps) {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={`grid grid-cols-1 text-sm ${tone}`}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        className="flex min-h-6 items-center gap-2 rounded-md text-left"
        onClick={() => {
          setOpen(!open);
        }}
      >
        {children}
        <ChevronRight
          className={`size-3.5 shrink-0 transition-transform ${open ? "rotate-90" : ""}`}
          aria-hidden="true"
        />
      </button>
      {open && (
        <div id={id} className="border-line text-faint mt-1.5 ml-2 grid gap-2 border-l pl-3.5">
          <TaskLinks tasks={tasksIn(part.output)} />
          <Raw label={t("chat.asked", { tool: part.tool_name })} value={part.input} />
          {part.output !== null && <Raw label={t("chat.answered")} value={part.output} />}
        </div>
      )}
    </div>
  );
}

function Raw({ label, value }: { label: string; value: unknown }) {
  return (
    <figure>
      <figcaption className="text-xs">{label}</figcaption>
      <pre
        // What scrolls must be reachable by keyboard (WCAG 2.1.1).
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="bg-page mt-1 max-h-48 overflow-auto rounded-lg p-2 text-xs whitespace-pre-wrap"
      >
        {JSON.stringify(value, null, 2)}
      </pre>
    </figure>
  );
}
