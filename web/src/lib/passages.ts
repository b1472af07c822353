import type { Passage } from "@/types/chat";

/** A piece of a passage; what was searched for is marked. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** Cuts a passage where its highlights begin and end; the server counts characters, not units. */
export function pieces({ text, highlights }: Passage): Piece[] {
  const characters = Array.from(text);
  const cut = (from: number, to?: number) => characters.slice(from, to).join("");
  const found: Piece[] = [];
  let at = 0;
  for (const [from, to] of highlights) {
    found.push({ text: cut(at, from), marked: false }, { text: cut(from, to), marked: true });
    at = to;
  }
  return [...found, { text: cut(at), marked: false }].filter((piece) => piece.text);
}
