"use client";

import { ListScreen } from "@/components/tasks/list-screen";
import { tagView } from "@/lib/views";
import { useWords } from "@/lib/words";

/** The tasks with a tag. */
export function TagScreen({ name }: { name: string }) {
  const words = useWords();
  return <ListScreen view={tagView(words, name)} />;
}
