import Link from "next/link";

/** What an address shows that leads nowhere. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center p-6 text-center">
      <div>
        <h1 className="text-xl font-semibold">There is no such page.</h1>
        <Link className="text-brand mt-3 inline-block underline" href="/">
          Back to your tasks
        </Link>
      </div>
    </main>
  );
}
