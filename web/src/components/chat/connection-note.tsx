"use client";

import { CloudOff, LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";
import { useOnline } from "@/lib/use-online";

interface ConnectionNoteProps {
  lost: boolean;
  error: string | null;
  onReload: () => void;
}

/** Says when the connection is away or something was refused, and what is done about it. */
export function ConnectionNote({ lost, error, onReload }: ConnectionNoteProps) {
  const t = useTranslations();
  const online = useOnline();
  const note = online ? lost && t("chat.lost") : t("chat.offline");
  return (
    <>
      <div role="status">
        {note && (
          <p className="bg-warn-soft flex items-center gap-2 px-4 py-2 text-sm">
            {online ? (
              <LoaderCircle className="size-4 shrink-0 animate-spin" aria-hidden="true" />
            ) : (
              <CloudOff className="size-4 shrink-0" aria-hidden="true" />
            )}
            {note}
          </p>
        )}
      </div>
      {error && online && (
        <div role="alert" className="text-late flex items-center gap-2 px-4 py-1 text-sm">
          <span className="min-w-0 flex-1 wrap-anywhere">{error}</span>
          <Button look="quiet" className="px-2.5" onClick={onReload}>
            {t("do.reload")}
          </Button>
        </div>
      )}
    </>
  );
}
