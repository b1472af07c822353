import type { ReactNode } from "react";

import { Home } from "@/components/home";

/** What all lists stand in: it stays when one goes from list to list, and so does the chat. */
export default function WorkspaceLayout({ children }: { children: ReactNode }) {
  return <Home>{children}</Home>;
}
