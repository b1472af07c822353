"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";

import { Button } from "@/components/ui/button";
import { ToastContext, type Toast } from "@/lib/toasts";

export { useToast } from "@/lib/toasts";

const SHOWN_MS = 8_000;

/** Shows short messages at the bottom of the page, one at a time. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null);
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => {
      setToast(null);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [toast]);
  const show = useCallback((next: Toast) => {
    setToast(next);
  }, []);
  return (
    <ToastContext value={show}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-0 bottom-20 z-50 flex justify-center px-4 md:bottom-4 print:hidden"
      >
        {toast && (
          <ToastCard
            toast={toast}
            close={() => {
              setToast(null);
            }}
          />
        )}
      </div>
    </ToastContext>
  );
}

function ToastCard({ toast, close }: { toast: Toast; close: () => void }) {
  const t = useTranslations();
  const act = useMemo(
    () => () => {
      toast.action?.run();
      close();
    },
    [toast, close],
  );
  return (
    <div className="bg-ink text-page pointer-events-auto flex max-w-lg min-w-0 items-center gap-3 rounded-xl py-1.5 pr-1.5 pl-4 text-sm shadow-lg">
      <span className="line-clamp-2 min-w-0 wrap-anywhere">{toast.text}</span>
      <Button
        look="quiet"
        className="!text-page shrink-0 px-3 font-semibold hover:!bg-white/10"
        onClick={toast.action ? act : close}
      >
        {toast.action?.label ?? t("do.close")}
      </Button>
    </div>
  );
}
