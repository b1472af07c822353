import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { sentence } from "@/lib/problem";

interface SectionProps {
  title: string;
  /** What it is for, in a sentence. */
  about: string;
  children: ReactNode;
}

/** One part of the settings. */
export function Section({ title, about, children }: SectionProps) {
  return (
    <section
      aria-label={title}
      className="border-line border-t py-6 first-of-type:border-t-0 first-of-type:pt-0"
    >
      <h2 className="font-semibold">{title}</h2>
      <p className="text-faint mt-0.5 mb-4 max-w-prose text-sm">{about}</p>
      {children}
    </section>
  );
}

/** Why something could not be done, where it was tried. */
export function Failure({ error }: { error: Error | null }) {
  const t = useTranslations();
  if (!error) return null;
  return (
    <p role="alert" className="text-late mt-2 text-sm">
      {sentence(error, t)}
    </p>
  );
}
