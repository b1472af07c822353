import Link from "next/link";

import { GROUPS } from "./registry";
import { Switches } from "./switches";

/** All groups of the gallery; in development only, as the ending of this file says. */
export default function GalleryPage() {
  return (
    <main className="mx-auto grid max-w-3xl gap-4 p-6">
      <h1 className="text-xl font-semibold">Component gallery</h1>
      <Switches />
      <ul className="list-disc pl-5">
        {Object.keys(GROUPS).map((group) => (
          <li key={group}>
            <Link className="text-brand underline" href={`/gallery/${group}`}>
              {group}
            </Link>
          </li>
        ))}
      </ul>
    </main>
  );
}
