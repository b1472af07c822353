import type { Metadata } from "next";

import { ShelfScreen } from "@/components/tasks/shelf-screen";

export const metadata: Metadata = { title: "Trash" };

/** Deleted tasks. */
export default function TrashPage() {
  return <ShelfScreen shelf="deleted" />;
}
