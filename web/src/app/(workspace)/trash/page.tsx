import { ShelfScreen } from "@/components/tasks/shelf-screen";

/** Deleted tasks. */
export default function TrashPage() {
  return <ShelfScreen shelf="deleted" />;
}
