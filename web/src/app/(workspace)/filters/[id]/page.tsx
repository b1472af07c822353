import { FilterScreen } from "@/components/tasks/filter-screen";

/** The tasks that a kept filter finds. */
export default async function FilterPage({ params }: PageProps<"/filters/[id]">) {
  const { id } = await params;
  return <FilterScreen key={id} id={id} />;
}
