"use client";

import type { TaskCreate } from "@/lib/api-client";
import { alsoSaid } from "@/lib/new-task";
import { useProjects } from "@/lib/use-projects";
import { useWords } from "@/lib/words";

interface DraftReadingProps {
  /** What the words were taken to say. */
  said: Partial<TaskCreate>;
  asTyped: boolean;
  /** Whether any word was taken to say something. */
  marked: boolean;
  onAsTyped: (asTyped: boolean) => void;
}

/** What words say that no field shows, and the way to have them as they are. */
export function DraftReading({ said, asTyped, marked, onAsTyped }: DraftReadingProps) {
  const words = useWords();
  const { t } = words;
  const { data: projects } = useProjects();
  if (!marked && !asTyped) return null;
  const name = projects?.find(({ id }) => id === said.project_id)?.name;
  return (
    <div className="text-faint mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      {alsoSaid(words, said, name).map((one) => (
        <span key={one}>{one}</span>
      ))}
      <button
        type="button"
        aria-pressed={asTyped}
        className="hover:text-ink min-h-6 underline underline-offset-2"
        onClick={() => {
          onAsTyped(!asTyped);
        }}
      >
        {t(asTyped ? "said.readAgain" : "said.keepWords")}
      </button>
    </div>
  );
}
