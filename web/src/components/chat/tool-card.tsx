"use client";

import { CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { sentence } from "@/lib/problem";
import { useTaskActions } from "@/lib/use-tasks";
import type { Receipt, ToolPart } from "@/types/chat";

/** What a tool call did: a receipt when it changed something, a quiet line otherwise. */
export function ToolCard({ part }: { part: ToolPart }) {
  if (part.receipt) return <ReceiptCard receipt={part.receipt} />;
  if (part.state === "output-error") {
    return (
      <p className="text-late flex items-center gap-2 text-sm">
        <CircleAlert className="size-4 shrink-0" aria-hidden="true" />
        {part.error}
      </p>
    );
  }
  const running = part.state === "input-available";
  return (
    <p className="text-faint flex items-center gap-2 text-sm">
      {running ? (
        <LoaderCircle className="size-4 shrink-0 animate-spin" aria-hidden="true" />
      ) : (
        <CircleCheck className="size-4 shrink-0" aria-hidden="true" />
      )}
      {describe(part.tool_name)}
    </p>
  );
}

/** Made from the stored result, never from what the model says. */
function ReceiptCard({ receipt }: { receipt: Receipt }) {
  const { undo } = useTaskActions();
  const toast = useToast();
  const [undone, setUndone] = useState(receipt.undone);
  const { change_id } = receipt;
  const takeBack = (id: string) => {
    undo.mutate(id, {
      onSuccess: () => {
        setUndone(true);
      },
      onError: (error) => {
        toast({ text: sentence(error) });
      },
    });
  };
  return (
    <div
      data-receipt={receipt.action}
      className="border-line bg-page flex items-center gap-2.5 rounded-xl border py-2 pr-2 pl-3 text-sm"
    >
      <CircleCheck className="text-done size-4 shrink-0" aria-hidden="true" />
      <span className={`min-w-0 flex-1 wrap-anywhere ${undone ? "text-faint line-through" : ""}`}>
        {receipt.summary}
      </span>
      {undone && <span className="text-faint px-2">Undone</span>}
      {change_id && !undone && receipt.action !== "undo" && (
        <Button
          look="quiet"
          className="px-2.5"
          disabled={undo.isPending}
          onClick={() => {
            takeBack(change_id);
          }}
        >
          Undo
        </Button>
      )}
    </div>
  );
}

const NAMES: Record<string, string> = {
  list_tasks: "Looked at your tasks",
  get_task: "Looked at a task",
  search_tasks: "Searched your tasks",
  agenda: "Looked at your agenda",
  statistics: "Counted what was done",
  overview: "Looked at projects and tags",
  list_changes: "Looked at what was changed",
};

function describe(tool: string): string {
  return NAMES[tool] ?? tool.replaceAll("_", " ");
}
