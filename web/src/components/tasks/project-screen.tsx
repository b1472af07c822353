"use client";

import { ListFailure } from "@/components/tasks/list-failure";
import { ListScreen } from "@/components/tasks/list-screen";
import { NothingThere } from "@/components/tasks/nothing-there";
import { useProject, useProjects } from "@/lib/use-projects";
import { projectView } from "@/lib/views";
import { useWords } from "@/lib/words";

/** The tasks of a project, as long as there is such a project. */
export function ProjectScreen({ id }: { id: string }) {
  const words = useWords();
  const projects = useProjects();
  const project = useProject(id);
  if (project) return <ListScreen view={projectView(words, project)} />;
  if (projects.isPending) return null;
  if (projects.isError) {
    return <ListFailure error={projects.error} onRetry={() => void projects.refetch()} />;
  }
  return <NothingThere what="noProject" />;
}
