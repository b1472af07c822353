import { ProjectScreen } from "@/components/tasks/project-screen";

/** The tasks of a project. */
export default async function ProjectPage({ params }: PageProps<"/projects/[id]">) {
  const { id } = await params;
  return <ProjectScreen key={id} id={id} />;
}
