import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { preload } from "react-dom";

import { Home } from "@/components/home";
import { PREFERENCES } from "@/lib/preferences";

/** The backend's name for it; what is in it, scripts cannot see. */
const SESSION_COOKIE = "todo_session";

/** What all lists stand in: it stays when one goes from list to list, and so does the chat. */
export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const kept = await cookies();
  const stranger = !kept.has(SESSION_COOKIE);
  const off = PREFERENCES.filter((name) => kept.get(name)?.value === "off");
  // Asked while the scripts still come; all else that is fetched waits for the answer.
  if (!stranger) preload("/api/v1/me", { as: "fetch", crossOrigin: "anonymous" });
  return (
    <Home stranger={stranger} off={off}>
      {children}
    </Home>
  );
}
