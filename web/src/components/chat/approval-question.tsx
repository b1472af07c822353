"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";

import { ApprovalAnswers } from "@/components/chat/approval-answers";
import { ApprovalTasks } from "@/components/chat/approval-tasks";
import { INPUT } from "@/components/ui/field";
import { allow, countOf, dueDateOf, UNCHANGED, type Amendment } from "@/lib/approvals";
import { isConfirm, useShortcut } from "@/lib/use-shortcut";
import type { Approval, Decision } from "@/types/chat";

interface ApprovalQuestionProps {
  approval: Approval;
  busy: boolean;
  onDecide: (decision: Decision) => Promise<void>;
}

/** Shows exactly what would be changed, lets the person take things out of it, and asks. */
export function ApprovalQuestion({ approval, busy, onDecide }: ApprovalQuestionProps) {
  const t = useTranslations();
  const [amended, amend] = useState<Amendment>(UNCHANGED);
  const { summary, details } = approval.preview;
  const { status } = approval;
  const day = dueDateOf(approval);
  // The day stands in the field below; the line is the server's, which writes English.
  const isNews = (line: string) => status !== "pending" || line !== `Due on ${day ?? ""}`;
  const open = status === "pending";
  const approve = () => void onDecide(allow(approval, amended));
  const card = useRef<HTMLElement>(null);
  const nothing = approval.preview.count > 0 && countOf(approval, amended) === 0;
  useShortcut(card, isConfirm, open && !busy && !nothing ? approve : null);
  return (
    <section
      ref={card}
      aria-label={t("chat.decisionNeeded")}
      className="border-line bg-warn-soft grid grid-cols-1 gap-3 rounded-xl border p-3"
    >
      <p className="font-medium wrap-anywhere">{summary}</p>
      {details.filter(isNews).map((line, index) => (
        <p key={index} className="text-sm wrap-anywhere">
          {line}
        </p>
      ))}
      {open && day !== null && <DueDate approval={approval} amended={amended} amend={amend} />}
      <ApprovalTasks approval={approval} amended={amended} amend={amend} />
      {status === "pending" ? (
        <ApprovalAnswers
          approval={approval}
          left={countOf(approval, amended)}
          amended={amended !== UNCHANGED}
          busy={busy}
          onDeny={() => void onDecide({ decision: "deny" })}
          onApprove={approve}
        />
      ) : (
        <p className="text-sm">{t(`decided.${status}`)}</p>
      )}
    </section>
  );
}

interface DueDateProps {
  approval: Approval;
  amended: Amendment;
  amend: (amended: Amendment) => void;
}

function DueDate({ approval, amended, amend }: DueDateProps) {
  const t = useTranslations();
  return (
    <label className="flex items-center gap-2 text-sm">
      {t("chat.dueOn")}
      <input
        type="date"
        required
        className={`${INPUT} !w-auto`}
        value={amended.dueDate ?? dueDateOf(approval) ?? ""}
        onChange={(event) => {
          amend({ ...amended, dueDate: event.target.value || null });
        }}
      />
    </label>
  );
}
