"use client";

import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from "react";

import { Button } from "@/components/ui/button";

interface Toast {
  text: string;
  /** What the toast's button does, such as undo. */
  action?: { label: string; run: () => void };
}

const SHOWN_MS = 8_000;
const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

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
      <div role="status" className="fixed inset-x-0 bottom-4 z-50 flex justify-center px-4">
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

/** Returns what shows a toast. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

function ToastCard({ toast, close }: { toast: Toast; close: () => void }) {
  const act = useMemo(
    () => () => {
      toast.action?.run();
      close();
    },
    [toast, close],
  );
  return (
    <div className="bg-ink text-page flex items-center gap-3 rounded-xl py-1.5 pr-1.5 pl-4 text-sm shadow-lg">
      <span>{toast.text}</span>
      <Button
        look="quiet"
        className="!text-page px-3 font-semibold hover:!bg-white/10"
        onClick={toast.action ? act : close}
      >
        {toast.action?.label ?? "Close"}
      </Button>
    </div>
  );
}
