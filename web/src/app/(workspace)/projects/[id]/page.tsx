import { ProjectScreen } from "@/components/tasks/project-screen";

/** The tasks of a project. */
export default async function ProjectPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ProjectScreen key={id} id={id} />;
}
