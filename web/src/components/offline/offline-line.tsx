"use client";

import { useQueryClient } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { useEffect, useState } from "react";

import { WaitingDialog } from "@/components/offline/waiting-dialog";
import { Button } from "@/components/ui/button";
import type { Account } from "@/lib/api-client";
import { welcome } from "@/lib/offline/database";
import { forgetReadings, keepReading } from "@/lib/offline/reading";
import { useSending } from "@/lib/offline/use-sending";
import { useServiceWorker } from "@/lib/offline/use-service-worker";
import { useOnline } from "@/lib/use-online";
import { useWaiting } from "@/lib/waiting-store";
import { useWords, type Words } from "@/lib/words";
import type { Waiting } from "@/lib/writes";

/** Keeps the app usable without a connection, and says so. */
export function OfflineLine({ account }: { account: Account }) {
  const able = "indexedDB" in window && "locks" in navigator;
  return able ? <Line account={account} /> : <div />;
}

function Line({ account }: { account: Account }) {
  const words = useWords();
  const { t } = words;
  useKeeping(account);
  useSending(account.id);
  const renew = useServiceWorker();
  const online = useOnline();
  const { entries } = useWaiting();
  const [looking, setLooking] = useState(false);
  const text = online ? sending(words, entries) : offline(words, entries.length);
  return (
    <div className="print:hidden">
      <div role="status">
        {(text || renew) && (
          <div className="bg-warn-soft flex min-h-10 flex-wrap items-center gap-x-3 px-4 py-1 text-sm">
            {!online && <CloudOff className="size-4 shrink-0" aria-hidden="true" />}
            <span className="min-w-0 flex-1">{text || t("offline.newVersion")}</span>
            {entries.length > 0 && (
              <Button
                onClick={() => {
                  setLooking(true);
                }}
              >
                {t("offline.showThem")}
              </Button>
            )}
            {renew && <Button onClick={renew}>{t("do.reload")}</Button>}
          </div>
        )}
      </div>
      {looking && entries.length > 0 && (
        <WaitingDialog
          entries={entries}
          onClose={() => {
            setLooking(false);
          }}
        />
      )}
    </div>
  );
}

/** Keeps what this person reads, and nothing that others read here. */
function useKeeping(account: Account): void {
  const client = useQueryClient();
  useEffect(() => {
    welcome(account.id);
    void forgetReadings(account.id).catch(() => undefined);
    return keepReading(client, account);
  }, [client, account]);
}

function offline({ t }: Words, count: number): string {
  return count > 0 ? t("offline.keeps", { count }) : t("offline.lastTime");
}

function sending({ t }: Words, entries: readonly Waiting[]): string {
  const refused = entries.filter((one) => one.refused !== null).length;
  if (refused > 0) return t("offline.refused", { count: refused });
  return entries.length > 0 ? t("offline.sending", { count: entries.length }) : "";
}
