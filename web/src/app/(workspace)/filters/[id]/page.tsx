import { FilterScreen } from "@/components/tasks/filter-screen";

/** The tasks that a kept filter finds. */
export default async function FilterPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <FilterScreen key={id} id={id} />;
}
