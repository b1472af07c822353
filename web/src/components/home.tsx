"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { Welcome } from "@/components/account/welcome";
import { Button } from "@/components/ui/button";
import { Workspace } from "@/components/workspace";
import { fetchMe } from "@/lib/accounts-api";
import { sentence } from "@/lib/problem";
import { keys } from "@/lib/query-keys";

/** The app for who is signed in, the welcome for who is not. */
export function Home({ children }: { children: ReactNode }) {
  const me = useQuery({ queryKey: keys.me, queryFn: fetchMe });
  if (me.isPending) return <main aria-busy="true" aria-label="Loading" className="min-h-dvh" />;
  if (me.isError) {
    return (
      <main className="grid min-h-dvh place-items-center p-6 text-center">
        <div role="alert">
          <p className="mb-3">{sentence(me.error)}</p>
          <Button onClick={() => void me.refetch()}>Try again</Button>
        </div>
      </main>
    );
  }
  return me.data ? <Workspace account={me.data}>{children}</Workspace> : <Welcome />;
}
