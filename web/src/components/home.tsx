"use client";

import { IsRestoringProvider } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Welcome } from "@/components/account/welcome";
import { Button } from "@/components/ui/button";
import { Workspace } from "@/components/workspace";
import type { Preference } from "@/lib/preferences";
import { sentence } from "@/lib/problem";
import { useMe } from "@/lib/use-me";
import { OffContext } from "@/lib/use-preference";

const NONE: readonly Preference[] = [];

interface HomeProps {
  /** Whether the browser came without a session: whose it is need not be asked. */
  stranger?: boolean;
  /** What this browser has switched off, as the server was told. */
  off?: readonly Preference[];
  children: ReactNode;
}

/** The app for who is signed in, the welcome for who is not. */
export function Home({ stranger = false, off = NONE, children }: HomeProps) {
  const t = useTranslations();
  const me = useMe({ stranger });
  if (me.isError) {
    return (
      <main className="grid min-h-dvh place-items-center p-6 text-center">
        <div role="alert">
          <p className="mb-3">{sentence(me.error, t)}</p>
          <Button onClick={() => void me.refetch()}>{t("do.tryAgain")}</Button>
        </div>
      </main>
    );
  }
  if (me.data === null) return <Welcome />;
  return (
    <OffContext value={off}>
      {/* The frame is there at once; nothing is fetched for it before it is known for whom. */}
      <IsRestoringProvider value={me.isPending}>
        <Workspace account={me.data}>{children}</Workspace>
      </IsRestoringProvider>
    </OffContext>
  );
}
