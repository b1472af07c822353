"use client";

import { ArrowUp, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState, type KeyboardEvent } from "react";

import { RoundButton } from "@/components/chat/round-button";
import { VoiceButton } from "@/components/chat/voice-button";
import { LONGEST_MESSAGE } from "@/lib/chat-api";
import { useOnline } from "@/lib/use-online";

interface ComposerProps {
  busy: boolean;
  onSend: (text: string) => Promise<void>;
  onStop: () => void;
  /** Edits the message before; null when there is none to edit. */
  onEditLast: (() => void) | null;
}

/** So near to the limit one is told how much is left. */
const NEAR_LIMIT = 400;

/** Where one writes: Enter sends, Shift and Enter makes a new line, Up edits what was said last. */
export function Composer({ busy, onSend, onStop, onEditLast }: ComposerProps) {
  const t = useTranslations();
  const [text, setText] = useState("");
  const online = useOnline();
  const hint = useId();
  const left = LONGEST_MESSAGE - text.length;
  const send = () => {
    if (busy || !online || !text.trim()) return;
    setText("");
    void onSend(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) send();
    else if (event.key === "ArrowUp" && text === "" && onEditLast) onEditLast();
    else return;
    event.preventDefault();
  };
  return (
    <div className="border-line border-t p-3">
      <div className="border-line bg-page focus-within:border-brand flex items-end gap-1.5 rounded-2xl border p-1.5 pl-3">
        <textarea
          aria-label={t("chat.message")}
          aria-describedby={left < NEAR_LIMIT ? hint : undefined}
          placeholder={t("chat.hint")}
          rows={1}
          maxLength={LONGEST_MESSAGE}
          className="placeholder:text-faint field-sizing-content max-h-48 min-w-0 flex-1 resize-none bg-transparent py-1 outline-none"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
        <VoiceButton text={text} onText={setText} />
        <SendOrStop busy={busy} onSend={send} onStop={onStop} />
      </div>
      {left < NEAR_LIMIT && (
        <p
          id={hint}
          className={`pt-1 text-right text-xs ${left === 0 ? "text-late" : "text-faint"}`}
        >
          {left === 0 ? t("chat.noMoreFits") : t("chat.charactersLeft", { count: left })}
        </p>
      )}
    </div>
  );
}

interface SendOrStopProps {
  busy: boolean;
  onSend: () => void;
  onStop: () => void;
}

function SendOrStop({ busy, onSend, onStop }: SendOrStopProps) {
  const t = useTranslations();
  return busy ? (
    <RoundButton label={t("chat.stop")} shortcut="Escape" onClick={onStop}>
      <Square className="size-3.5 fill-current" aria-hidden="true" />
    </RoundButton>
  ) : (
    <RoundButton label={t("do.send")} shortcut="Enter" onClick={onSend}>
      <ArrowUp className="size-4" aria-hidden="true" />
    </RoundButton>
  );
}
