import type { Language } from "./languages";

import type { ChatMessage, MessagePart } from "@/types/chat";

const MARKS = /[*_`#>~]+/g;

/**
 * What of an answer can be read aloud: whole sentences, never half ones, and what was done.
 * As the answer grows, so does the list; what stands in it stays.
 */
export function spoken(message: ChatMessage, language: Language): string[] {
  const last = message.parts.length - 1;
  return message.parts.flatMap((part, index) =>
    linesOf(part, index < last || message.status !== "running", language),
  );
}

function linesOf(part: MessagePart, whole: boolean, language: Language): string[] {
  if (part.type === "text") return sentences(part.text, whole, language);
  if (part.receipt) return [part.receipt.summary];
  if (part.state === "output-error" && part.error) return [part.error];
  return [];
}

/** The sentences of a text; of one that goes on, without the last. */
function sentences(text: string, whole: boolean, language: Language): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  const all = Array.from(segmenter.segment(text.replace(MARKS, "")), (one) => one.segment.trim());
  return (whole ? all : all.slice(0, -1)).filter(Boolean);
}
