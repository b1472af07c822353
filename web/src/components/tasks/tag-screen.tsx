"use client";

import { ListScreen } from "@/components/tasks/list-screen";
import { tagView } from "@/lib/views";

/** The tasks with a tag. */
export function TagScreen({ name }: { name: string }) {
  return <ListScreen view={tagView(name)} />;
}
