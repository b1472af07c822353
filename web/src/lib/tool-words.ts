/** Tool calls in a person's words. */

import type { Translate } from "./words";

import type { ToolPart } from "@/types/chat";

/** A task that a tool told of. */
export interface ToldTask {
  id: string;
  title: string;
}

/** Says what a tool call does or did, such as "Searched your tasks for “milk”: 2 found". */
export function describe(t: Translate, part: ToolPart): string {
  const running = part.state === "input-available";
  // Nothing was changed, or there would be a receipt: the tool says why.
  const summary = fieldOf(part.output, "summary");
  if (!running && typeof summary === "string" && summary) return summary;
  const name = nameOf(t, running ? "doing" : "did", part.tool_name);
  const sought = fieldOf(part.input, "query") ?? fieldOf(part.input, "q");
  const what =
    typeof sought === "string" && sought ? t("tools.about", { what: name, words: sought }) : name;
  const found = fieldOf(part.output, "items");
  return !running && Array.isArray(found) ? t("tools.found", { what, count: found.length }) : what;
}

/** What a tool does; of one that came after these words, what it is called. */
function nameOf(t: Translate, tense: "doing" | "did", tool: string): string {
  const key = `tools.${tense}.${tool}` as "tools.doing.add_task";
  return t.has(key) ? t(key) : tool.replaceAll("_", " ");
}

/** The tasks of a tool's answer, wherever they stand in it, each once. */
export function tasksIn(output: unknown): ToldTask[] {
  const told = new Map<string, ToldTask>();
  for (const one of nodesOf(output)) {
    const { id, title } = one;
    // In the trash there is nothing to open.
    if (one.deleted_at) continue;
    if (typeof id === "string" && typeof title === "string") told.set(id, { id, title });
  }
  return [...told.values()];
}

function* nodesOf(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* nodesOf(inner);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
