import type { Color } from "@/lib/api-client";

const FILLS: Record<Color, string> = {
  grey: "bg-faint",
  red: "bg-red-500",
  orange: "bg-orange-500",
  yellow: "bg-yellow-500",
  green: "bg-green-600",
  teal: "bg-teal-500",
  blue: "bg-blue-500",
  purple: "bg-purple-500",
  pink: "bg-pink-500",
};

/** All colours of projects, in the order of the choice. */
export const COLORS = Object.keys(FILLS) as Color[];

/** A project's colour; its name stands beside it. */
export function ColorDot({ color, className = "size-2.5" }: { color: Color; className?: string }) {
  return (
    <span aria-hidden="true" className={`shrink-0 rounded-full ${FILLS[color]} ${className}`} />
  );
}
