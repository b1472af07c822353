"use client";

import { Broken } from "@/components/ui/broken";

/** What a page shows that broke while it was drawn. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  return <Broken onRetry={reset} />;
}
