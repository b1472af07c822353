import { TagScreen } from "@/components/tasks/tag-screen";

/** The tasks with a tag. */
export default async function TagPage({ params }: PageProps<"/tags/[name]">) {
  const name = decodeURIComponent((await params).name);
  return <TagScreen key={name} name={name} />;
}
