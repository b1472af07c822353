import type { ReactNode } from "react";

import { LateMarkdown } from "@/components/ui/late-markdown";

/** Only what cannot run or load anything: no images, no raw HTML. */
const ALLOWED = [
  ...["p", "strong", "em", "del", "ul", "ol", "li", "code", "pre", "br", "a", "blockquote", "hr"],
  ...["h1", "h2", "h3", "h4", "h5", "h6"],
];

/** The model's words as Markdown that never executes or fetches anything. */
export function AnswerText({ text }: { text: string }) {
  if (!text) return null;
  return (
    <div className="prose-chat min-w-0 wrap-anywhere">
      <LateMarkdown allowedElements={ALLOWED} unwrapDisallowed components={COMPONENTS}>
        {text}
      </LateMarkdown>
    </div>
  );
}

/** Headings of an answer are no headings of the page; links say where they lead. */
const COMPONENTS = {
  a: OutsideLink,
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
} as const;

function Heading({ children }: { children?: ReactNode }) {
  return <p className="font-semibold">{children}</p>;
}

/** Shows where a link leads before it is followed; the model may have written anything. */
function OutsideLink({ href, children }: { href?: string | undefined; children?: ReactNode }) {
  // What leads nowhere, as what could run does, is no link.
  if (!href) return children;
  return (
    <a
      href={href}
      rel="noopener noreferrer nofollow"
      target="_blank"
      className="text-brand underline"
    >
      {href}
    </a>
  );
}
