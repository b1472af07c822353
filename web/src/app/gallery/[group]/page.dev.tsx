import { notFound } from "next/navigation";

import { isGroup } from "../registry";
import { Stage } from "../stage";

/** One group of the gallery; `?state=` names one state of it. */
export default async function GroupPage({ params }: { params: Promise<{ group: string }> }) {
  const { group } = await params;
  if (!isGroup(group)) notFound();
  return <Stage key={group} group={group} />;
}
