"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { ApprovalQuestion } from "@/components/chat/approval-question";
import { ToolCard } from "@/components/chat/tool-card";
import { fetchApproval } from "@/lib/chat-api";
import { sentence } from "@/lib/problem";
import { keys } from "@/lib/query-keys";
import type { Decision, ToolPart } from "@/types/chat";

interface ApprovalCardProps {
  part: ToolPart;
  approvalId: string;
  busy: boolean;
  onDecide: (approvalId: string, decision: Decision) => Promise<void>;
}

/** A call that waits for the person; once it is decided, what came of it. */
export function ApprovalCard({ part, approvalId, busy, onDecide }: ApprovalCardProps) {
  const t = useTranslations();
  const pending = part.state === "approval-requested";
  const approval = useQuery({
    queryKey: [...keys.approvals, approvalId],
    queryFn: () => fetchApproval(approvalId),
    enabled: pending,
  });
  if (part.state === "output-denied") {
    return <p className="text-faint text-sm">{t("chat.keptAsItWas")}</p>;
  }
  if (!pending) return <ToolCard part={part} />;
  if (approval.isError) return <p className="text-late text-sm">{sentence(approval.error, t)}</p>;
  if (!approval.data) return null;
  return (
    <ApprovalQuestion
      approval={approval.data}
      busy={busy}
      onDecide={async (decision) => {
        await onDecide(approvalId, decision);
        // It may have been decided elsewhere, or too late.
        await approval.refetch();
      }}
    />
  );
}
