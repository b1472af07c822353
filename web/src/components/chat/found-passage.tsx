import { MarkedText } from "@/components/ui/marked-text";
import type { Passage } from "@/types/chat";

/** What a search found, its words marked. */
export function FoundPassage({ passage: { text, highlights } }: { passage: Passage }) {
  const className = "bg-warn-soft! text-ink! rounded-sm";
  const marks = highlights.map(([start, end]) => ({ start, end, className }));
  return (
    <span className="text-faint line-clamp-2 text-sm wrap-anywhere">
      <MarkedText text={text} marks={marks} />
    </span>
  );
}
