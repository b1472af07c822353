"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { ToolCard } from "@/components/chat/tool-card";
import { TaskFacts } from "@/components/tasks/task-row";
import { Button } from "@/components/ui/button";
import { fetchApproval } from "@/lib/chat-api";
import { sentence } from "@/lib/problem";
import type { Approval, ToolPart } from "@/types/chat";

interface ApprovalCardProps {
  part: ToolPart;
  approvalId: string;
  busy: boolean;
  onDecide: (approvalId: string, decision: "approve" | "deny") => Promise<void>;
}

/** Shows exactly what would be destroyed, and asks. */
export function ApprovalCard({ part, approvalId, busy, onDecide }: ApprovalCardProps) {
  const pending = part.state === "approval-requested";
  const approval = useQuery({
    queryKey: ["approval", approvalId],
    queryFn: () => fetchApproval(approvalId),
    enabled: pending,
  });
  if (part.state === "output-denied") return <p className="text-faint text-sm">Kept as it was.</p>;
  if (!pending) return <ToolCard part={part} />;
  if (approval.isError) return <p className="text-late text-sm">{sentence(approval.error)}</p>;
  if (!approval.data) return null;
  return (
    <Question
      approval={approval.data}
      busy={busy}
      onDecide={(decision) => void onDecide(approvalId, decision)}
    />
  );
}

interface QuestionProps {
  approval: Approval;
  busy: boolean;
  onDecide: (decision: "approve" | "deny") => void;
}

function Question({ approval, busy, onDecide }: QuestionProps) {
  const keep = useRef<HTMLButtonElement>(null);
  // The harmless answer has the focus: Enter pressed in haste destroys nothing.
  useEffect(() => {
    keep.current?.focus();
  }, []);
  const destroys = `${approval.tool_name} ${String(approval.arguments.action)}`.includes("delete");
  const hidden = approval.preview.count - approval.preview.tasks.length;
  const expired = approval.status !== "pending";
  return (
    <section
      aria-label="Your decision is needed"
      className="border-line bg-warn-soft grid gap-3 rounded-xl border p-3"
    >
      <p className="font-medium">{approval.preview.summary}</p>
      {approval.preview.details.map((line) => (
        <p key={line} className="text-sm wrap-anywhere">
          {line}
        </p>
      ))}
      <ul className="grid gap-1.5">
        {approval.preview.tasks.map((task) => (
          <li key={task.id} className="bg-card rounded-lg px-3 py-2">
            <span className="block wrap-anywhere">{task.title}</span>
            <TaskFacts task={task} />
          </li>
        ))}
        {hidden > 0 && <li className="text-faint px-3 text-sm">and {hidden} more</li>}
      </ul>
      {expired ? (
        <p className="text-faint text-sm">This question has expired. Ask again.</p>
      ) : (
        <div className="flex gap-2">
          <Button
            ref={keep}
            disabled={busy}
            onClick={() => {
              onDecide("deny");
            }}
          >
            {destroys ? "Keep" : "Leave it"}
          </Button>
          <Button
            look={destroys ? "danger" : "primary"}
            disabled={busy}
            onClick={() => {
              onDecide("approve");
            }}
          >
            {destroys ? "Delete" : "Do it"}
          </Button>
        </div>
      )}
    </section>
  );
}
