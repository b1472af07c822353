"use client";

import type { Options } from "react-markdown";

import { late } from "@/components/ui/late";

interface LateMarkdownProps extends Options {
  children: string;
}

/** Markdown, read by what the first text fetches that needs it; until then as it was written. */
export const LateMarkdown = late<LateMarkdownProps>(
  () => import("react-markdown").then((module) => module.default),
  ({ children }) => <p className="whitespace-pre-wrap">{children}</p>,
);
