"use client";

import { CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";

import { ReceiptCard } from "@/components/chat/receipt-card";
import { ToolDetails } from "@/components/chat/tool-details";
import { describe } from "@/lib/tool-words";
import type { ToolPart } from "@/types/chat";

/** What a tool call did: a receipt when it changed something, a quiet line otherwise. */
export function ToolCard({ part }: { part: ToolPart }) {
  const t = useTranslations();
  if (part.receipt) return <ReceiptCard part={part} receipt={part.receipt} />;
  if (part.state === "output-error") {
    return (
      <ToolDetails part={part} tone="text-late">
        <CircleAlert className="size-4 shrink-0" aria-hidden="true" />
        <span className="min-w-0 wrap-anywhere">
          {t("chat.nothingChanged", { error: part.error ?? t("chat.failed") })}
        </span>
      </ToolDetails>
    );
  }
  const running = part.state === "input-available";
  return (
    <ToolDetails part={part} tone="text-faint">
      {running ? (
        <LoaderCircle className="size-4 shrink-0 animate-spin" aria-hidden="true" />
      ) : (
        <CircleCheck className="size-4 shrink-0" aria-hidden="true" />
      )}
      <span className="min-w-0 wrap-anywhere">{describe(t, part)}</span>
    </ToolDetails>
  );
}
