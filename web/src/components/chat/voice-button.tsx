"use client";

import { Mic, MicOff } from "lucide-react";
import { useRef, useState } from "react";

import { VoiceNotice } from "@/components/chat/voice-notice";
import { Button } from "@/components/ui/button";
import { agreeToSpeech, hasAgreedToSpeech, useDictation } from "@/lib/speech";

interface VoiceButtonProps {
  text: string;
  onText: (text: string) => void;
}

/** Writes what one says, in browsers that can; hidden in the others. */
export function VoiceButton({ text, onText }: VoiceButtonProps) {
  const before = useRef("");
  const [asking, setAsking] = useState(false);
  const { offered, listening, error, start, stop } = useDictation((heard) => {
    onText([before.current, heard].filter(Boolean).join(" "));
  });
  if (!offered) return null;
  const Icon = error ? MicOff : Mic;
  const listen = () => {
    before.current = text.trim();
    start();
  };
  const onClick = () => {
    if (listening) stop();
    else if (hasAgreedToSpeech()) listen();
    else setAsking(true);
  };
  const close = () => {
    setAsking(false);
  };
  return (
    <>
      <Button
        look="quiet"
        aria-label="Speak"
        aria-pressed={listening}
        title={error ?? (listening ? "Listening. Press to stop." : "Speak")}
        className={`!min-h-8 ${listening ? "!text-late motion-safe:animate-pulse" : ""}`}
        onClick={onClick}
      >
        <Icon className="size-4.5" aria-hidden="true" />
      </Button>
      <span role="status" className="sr-only">
        {error ?? (listening ? "Listening" : "")}
      </span>
      {asking && (
        <VoiceNotice
          onClose={close}
          onAgree={() => {
            agreeToSpeech();
            close();
            listen();
          }}
        />
      )}
    </>
  );
}
