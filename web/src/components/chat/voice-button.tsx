"use client";

import { Mic, MicOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";

import { Button } from "@/components/ui/button";
import { late } from "@/components/ui/late";
import { agreeToSpeech, hasAgreedToSpeech, useDictation } from "@/lib/speech";

const VoiceNotice = late(() =>
  import("@/components/chat/voice-notice").then((module) => module.VoiceNotice),
);

interface VoiceButtonProps {
  text: string;
  onText: (text: string) => void;
}

/** Writes what one says, in browsers that can; hidden in the others. */
export function VoiceButton({ text, onText }: VoiceButtonProps) {
  const t = useTranslations();
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
        aria-label={t("chat.speak")}
        aria-pressed={listening}
        title={error ?? t(listening ? "chat.listeningStop" : "chat.speak")}
        className={`!min-h-8 ${listening ? "!text-late motion-safe:animate-pulse" : ""}`}
        onClick={onClick}
      >
        <Icon className="size-4.5" aria-hidden="true" />
      </Button>
      <span role="status" className="sr-only">
        {error ?? (listening ? t("chat.listening") : "")}
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
