import { pieces } from "@/lib/passages";
import type { Passage } from "@/types/chat";

/** What a search found, its words marked. */
export function FoundPassage({ passage }: { passage: Passage }) {
  return (
    <span className="text-faint line-clamp-2 text-sm wrap-anywhere">
      {pieces(passage).map(({ text, marked }, index) =>
        marked ? (
          <mark key={index} className="bg-warn-soft text-ink rounded-sm">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </span>
  );
}
