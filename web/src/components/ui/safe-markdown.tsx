import { LateMarkdown } from "@/components/ui/late-markdown";

/** Only what cannot run or load anything: no images, no raw HTML. */
const ALLOWED = [
  "a",
  "blockquote",
  "br",
  "code",
  "del",
  "em",
  "h1",
  "h2",
  "h3",
  "h4",
  "hr",
  "li",
  "ol",
  "p",
  "pre",
  "strong",
  "ul",
];

/** Markdown that somebody wrote; nothing of it is executed, and a link shows where it leads. */
export function SafeMarkdown({ text }: { text: string }) {
  return (
    <div className="prose-chat wrap-anywhere">
      <LateMarkdown
        allowedElements={ALLOWED}
        unwrapDisallowed
        components={{ a: OutsideLink, h1: Heading, h2: Heading, h3: Heading, h4: Heading }}
      >
        {text}
      </LateMarkdown>
    </div>
  );
}

function OutsideLink({
  href,
  children,
}: {
  href?: string | undefined;
  children?: React.ReactNode;
}) {
  return (
    <a
      href={href}
      title={href}
      rel="noopener noreferrer nofollow"
      target="_blank"
      className="text-brand underline"
    >
      {children}
    </a>
  );
}

/** Headings of notes are none of the page. */
function Heading({ children }: { children?: React.ReactNode }) {
  return <p className="font-semibold">{children}</p>;
}
