"use client";

import { ArrowUp, Square } from "lucide-react";
import { useState, type KeyboardEvent, type ReactNode, type SubmitEvent } from "react";

interface ComposerProps {
  busy: boolean;
  onSend: (text: string) => Promise<void>;
  onStop: () => void;
}

const LONGEST = 4_000;

/** Where one writes to the assistant: Enter sends, Shift and Enter makes a new line. */
export function Composer({ busy, onSend, onStop }: ComposerProps) {
  const [text, setText] = useState("");
  const send = () => {
    if (busy || !text.trim()) return;
    setText("");
    void onSend(text.trim());
  };
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    send();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form onSubmit={onSubmit} className="border-line border-t p-3">
      <div className="border-line bg-page flex items-end gap-2 rounded-2xl border p-1.5 pl-3">
        <textarea
          aria-label="Message to the assistant"
          placeholder="Ask or tell me something"
          rows={1}
          maxLength={LONGEST}
          className="placeholder:text-faint field-sizing-content max-h-32 min-w-0 flex-1 resize-none bg-transparent py-1 outline-none"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
        {busy ? (
          <RoundButton label="Stop" onClick={onStop}>
            <Square className="size-3.5 fill-current" aria-hidden="true" />
          </RoundButton>
        ) : (
          <RoundButton label="Send" onClick={send}>
            <ArrowUp className="size-4" aria-hidden="true" />
          </RoundButton>
        )}
      </div>
    </form>
  );
}

interface RoundButtonProps {
  label: string;
  onClick: () => void;
  children: ReactNode;
}

function RoundButton({ label, onClick, children }: RoundButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      className="bg-brand text-brand-ink grid size-8 shrink-0 place-items-center rounded-full"
      onClick={onClick}
    >
      {children}
    </button>
  );
}
