"use client";

import { useEffect, useRef, useState, type KeyboardEvent } from "react";

import { Button } from "@/components/ui/button";
import { INPUT } from "@/components/ui/field";
import { LONGEST_MESSAGE } from "@/lib/chat-api";

interface EditMessageProps {
  text: string;
  onSend: (text: string) => void;
  onCancel: () => void;
}

/** One's own message in other words. */
export function EditMessage({ text: before, onSend, onCancel }: EditMessageProps) {
  const [text, setText] = useState(before);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(before.length, before.length);
  }, [before]);
  const send = () => {
    if (text.trim()) onSend(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onCancel();
    else if (event.key === "Enter" && !event.shiftKey) send();
    else return;
    event.preventDefault();
  };
  return (
    <li className="grid gap-2">
      <textarea
        ref={box}
        aria-label="Edit your message"
        aria-describedby="what-stays"
        maxLength={LONGEST_MESSAGE}
        className={`${INPUT} field-sizing-content max-h-60 resize-none`}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="flex items-center gap-2">
        <p id="what-stays" className="text-faint flex-1 text-xs">
          This takes the place of all that follows. What was done stays done.
        </p>
        <Button onClick={onCancel}>Cancel</Button>
        <Button look="primary" disabled={!text.trim()} onClick={send}>
          Send
        </Button>
      </div>
    </li>
  );
}
