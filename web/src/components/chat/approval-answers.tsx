"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

import { Button } from "@/components/ui/button";
import type { Approval } from "@/types/chat";

interface ApprovalAnswersProps {
  approval: Approval;
  /** How many tasks it is about after what the person took out. */
  left: number;
  /** Whether the person took something out, or changed it. */
  amended: boolean;
  busy: boolean;
  onDeny: () => void;
  onApprove: () => void;
}

/** The two answers. The harmless one has the focus: Enter pressed in haste destroys nothing. */
export function ApprovalAnswers(props: ApprovalAnswersProps) {
  const t = useTranslations();
  const { approval, left, amended, busy, onDeny, onApprove } = props;
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const at = document.activeElement;
    // Who is writing something goes on writing.
    if (at instanceof HTMLTextAreaElement && at.value !== "") return;
    keep.current?.focus({ preventScroll: true });
  }, []);
  const { count } = approval.preview;
  const destroys = `${approval.tool_name} ${String(approval.arguments.action)}`.includes("delete");
  const some = amended && count > 1;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button ref={keep} disabled={busy} aria-keyshortcuts="Enter" onClick={onDeny}>
        {t(destroys ? "do.keep" : "chat.leaveIt")}
        <Key>{t("chat.enter")}</Key>
      </Button>
      <Button
        look={destroys ? "danger" : "primary"}
        disabled={busy || (count > 0 && left === 0)}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onClick={onApprove}
      >
        {some
          ? t(destroys ? "chat.deleteSome" : "chat.doItForSome", { left, count })
          : t(destroys ? "do.delete" : "chat.doIt")}
        <Key>{t("chat.ctrlEnter")}</Key>
      </Button>
    </div>
  );
}

/** Seen beside the name, not part of it: `aria-keyshortcuts` tells it to others. */
function Key({ children }: { children: string }) {
  return (
    <kbd aria-hidden="true" className="font-sans text-xs font-normal pointer-coarse:hidden">
      {children}
    </kbd>
  );
}
