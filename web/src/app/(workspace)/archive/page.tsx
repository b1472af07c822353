import { ShelfScreen } from "@/components/tasks/shelf-screen";

/** Archived tasks. */
export default function ArchivePage() {
  return <ShelfScreen shelf="archived" />;
}
