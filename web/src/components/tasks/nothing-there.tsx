import Link from "next/link";

/** What the address of a list shows that is gone, or that never was. */
export function NothingThere({ what }: { what: string }) {
  return (
    <div className="py-12 text-center">
      <h1 className="text-lg font-semibold">There is no such {what}.</h1>
      <p className="text-faint mt-1 text-sm">It may have been deleted or archived.</p>
      <Link className="text-brand mt-3 inline-block underline" href="/inbox">
        To the inbox
      </Link>
    </div>
  );
}
