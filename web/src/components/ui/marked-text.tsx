import type { ReactNode } from "react";

/** A part of a text that stands out. */
export interface Mark {
  /** Counted in characters, as the server counts: an emoji is one. */
  start: number;
  end: number;
  className: string;
}

/** A text with some of its parts marked; the marks do not overlap. */
export function MarkedText({ text, marks }: { text: string; marks: readonly Mark[] }) {
  const characters = Array.from(text);
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { start, end, className } of [...marks].sort((a, b) => a.start - b.start)) {
    pieces.push(characters.slice(at, start).join(""));
    pieces.push(
      <mark key={start} className={`bg-transparent text-inherit ${className}`}>
        {characters.slice(start, end).join("")}
      </mark>,
    );
    at = end;
  }
  return (
    <>
      {pieces}
      {characters.slice(at).join("")}
    </>
  );
}
