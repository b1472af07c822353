import type { Metadata } from "next";

import { TagScreen } from "@/components/tasks/tag-screen";

/** The tag names the page. */
export async function generateMetadata({
  params,
}: {
  params: Promise<{ name: string }>;
}): Promise<Metadata> {
  return { title: `#${decodeURIComponent((await params).name)}` };
}

/** The tasks with a tag. */
export default async function TagPage({ params }: { params: Promise<{ name: string }> }) {
  const name = decodeURIComponent((await params).name);
  return <TagScreen key={name} name={name} />;
}
