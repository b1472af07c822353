"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";

/** What we use of the Web Speech API, which TypeScript's library does not know everywhere. */
interface Recognition {
  continuous: boolean;
  interimResults: boolean;
  lang: string;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start: () => void;
  abort: () => void;
  stop: () => void;
}
type Maker = new () => Recognition;

/** Speech that becomes text, where the browser offers it. */
export interface Dictation {
  offered: boolean;
  listening: boolean;
  error: string | null;
  start: () => void;
  stop: () => void;
}

const ERRORS = ["not-allowed", "service-not-allowed", "audio-capture", "network"] as const;

/** Turns speech into text. `heard` gets all that was said since the start, again and again. */
export function useDictation(heard: (text: string) => void): Dictation {
  const t = useTranslations();
  const running = useRef<Recognition | null>(null);
  const [listening, setListening] = useState(false);
  const [error, setError] = useState<string | null>(null);
  useEffect(
    () => () => {
      running.current?.abort();
    },
    [],
  );
  const start = () => {
    const Maker = recognitionOf(window);
    if (!Maker || running.current) return;
    const recognition = new Maker();
    recognition.continuous = true;
    recognition.interimResults = true;
    recognition.lang = navigator.language;
    recognition.onresult = ({ results }) => {
      heard(Array.from(results, (one) => one[0]?.transcript ?? "").join(""));
    };
    recognition.onerror = (event) => {
      const known = ERRORS.find((one) => one === event.error);
      setError(known ? t(`speech.${known}`) : null);
    };
    recognition.onend = () => {
      running.current = null;
      setListening(false);
    };
    running.current = recognition;
    setError(null);
    setListening(true);
    recognition.start();
  };
  const stop = useCallback(() => {
    running.current?.stop();
  }, []);
  return { offered: recognitionOf(globalThis) !== null, listening, error, start, stop };
}

function recognitionOf(scope: object): Maker | null {
  const found = scope as { SpeechRecognition?: Maker; webkitSpeechRecognition?: Maker };
  return found.SpeechRecognition ?? found.webkitSpeechRecognition ?? null;
}

const AGREED = "todo-speech-agreed";

/** Whether the person knows where their voice may go. */
export function hasAgreedToSpeech(): boolean {
  return window.localStorage.getItem(AGREED) === "yes";
}

/** Remembers that the person knows it. */
export function agreeToSpeech(): void {
  window.localStorage.setItem(AGREED, "yes");
}
