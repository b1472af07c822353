"use client";

import { useTranslations } from "next-intl";
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
  const t = useTranslations();
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
        aria-label={t("chat.editLabel")}
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
          {t("chat.editNote")}
        </p>
        <Button onClick={onCancel}>{t("do.cancel")}</Button>
        <Button look="primary" disabled={!text.trim()} onClick={send}>
          {t("do.send")}
        </Button>
      </div>
    </li>
  );
}
