"use client";

import { onlineManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";

import { MissingCode } from "@/components/ui/missing-code";
import { ToastProvider } from "@/components/ui/toast";
import { ProblemError } from "@/lib/problem";

/** What every page stands in. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(newClient);
  return (
    <QueryClientProvider client={client}>
      <ToastProvider>
        {children}
        <MissingCode />
      </ToastProvider>
    </QueryClientProvider>
  );
}

function newClient(): QueryClient {
  // The library takes a page for connected until an event says otherwise.
  if (typeof window !== "undefined") onlineManager.setOnline(navigator.onLine);
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // What the server refuses it refuses again; a lost connection may come back.
        retry: (count, error) =>
          count < 2 && !(error instanceof ProblemError && error.status < 500),
      },
      // What cannot be done without a connection says so at once.
      mutations: { networkMode: "always" },
    },
  });
}
