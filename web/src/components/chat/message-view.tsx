"use client";

import Markdown from "react-markdown";

import { ApprovalCard } from "@/components/chat/approval-card";
import { ToolCard } from "@/components/chat/tool-card";
import { Button } from "@/components/ui/button";
import type { ChatMessage, MessagePart } from "@/types/chat";

/** Answers the same message anew; with `offline` by the offline assistant. */
export type Retry = (turnId: string, offline?: boolean) => Promise<void>;

interface MessageViewProps {
  message: ChatMessage;
  busy: boolean;
  onDecide: (approvalId: string, decision: "approve" | "deny") => Promise<void>;
  /** Given for the last message only: an older turn is history. */
  onRetry: Retry | undefined;
}

/** Only what cannot run or load anything: no images, no raw HTML. */
const ALLOWED = ["p", "strong", "em", "ul", "ol", "li", "code", "br", "a", "del"];

/** One message of the conversation. */
export function MessageView({ message, busy, onDecide, onRetry }: MessageViewProps) {
  if (message.role === "user") {
    return (
      <li className="flex justify-end">
        <span className="sr-only">You: </span>
        <p className="bg-brand-soft max-w-[85%] rounded-2xl rounded-br-md px-3.5 py-2 wrap-anywhere whitespace-pre-wrap">
          {message.parts.map((part) => (part.type === "text" ? part.text : "")).join("")}
        </p>
      </li>
    );
  }
  return (
    <li className="grid gap-2">
      <span className="sr-only">Assistant:</span>
      {message.parts.map((part, index) => (
        <PartView key={index} part={part} busy={busy} onDecide={onDecide} />
      ))}
      {message.status === "running" && <Thinking />}
      <Cost message={message} />
      <Ending message={message} busy={busy} onRetry={onRetry} />
    </li>
  );
}

interface PartViewProps {
  part: MessagePart;
  busy: boolean;
  onDecide: MessageViewProps["onDecide"];
}

function PartView({ part, busy, onDecide }: PartViewProps) {
  if (part.type === "text") {
    if (!part.text) return null;
    return (
      <div className="prose-chat wrap-anywhere">
        <Markdown allowedElements={ALLOWED} unwrapDisallowed components={{ a: OutsideLink }}>
          {part.text}
        </Markdown>
      </div>
    );
  }
  if (part.approval_id) {
    return (
      <ApprovalCard part={part} approvalId={part.approval_id} busy={busy} onDecide={onDecide} />
    );
  }
  return <ToolCard part={part} />;
}

/** Shows where a link leads before it is followed; the model may have written anything. */
function OutsideLink({ href }: { href?: string | undefined }) {
  return (
    <a
      href={href}
      rel="noopener noreferrer nofollow"
      target="_blank"
      className="text-brand underline"
    >
      {href}
    </a>
  );
}

function Thinking() {
  return (
    <span role="status" className="text-faint flex gap-1 py-1">
      <span className="sr-only">The assistant is working</span>
      {[0, 150, 300].map((delay) => (
        <span
          key={delay}
          className="bg-faint size-1.5 animate-pulse rounded-full"
          style={{ animationDelay: `${delay}ms` }}
        />
      ))}
    </span>
  );
}

/** Who answered, and what it took; of the offline assistant there is nothing to tell. */
function Cost({ message: { model, usage, status } }: Pick<MessageViewProps, "message">) {
  if (!model || !usage || status === "running") return null;
  const tokens = usage.input_tokens + usage.output_tokens;
  return (
    <p className="text-faint text-xs">
      {[model, `${tokens.toLocaleString()} tokens`, dollars(usage.cost_usd)]
        .filter(Boolean)
        .join(" · ")}
    </p>
  );
}

function dollars(cost: number | null): string {
  return cost === null ? "" : `$${cost < 0.01 ? cost.toFixed(4) : cost.toFixed(2)}`;
}

function Ending({ message, busy, onRetry }: Omit<MessageViewProps, "onDecide">) {
  if (message.status !== "failed" && message.status !== "cancelled") return null;
  const { turn_id } = message;
  return (
    <div className="text-faint flex items-center gap-2 text-sm">
      {message.status === "failed" ? "This did not work out." : "Stopped."}
      {turn_id && onRetry && (
        <Button disabled={busy} onClick={() => void onRetry(turn_id)}>
          Try again
        </Button>
      )}
      {turn_id && onRetry && message.model !== "offline" && (
        <Button look="quiet" disabled={busy} onClick={() => void onRetry(turn_id, true)}>
          Ask the offline assistant
        </Button>
      )}
    </div>
  );
}
