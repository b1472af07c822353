"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

import { GROUPS, type Group } from "./registry";
import { seeded } from "./seeds";
import type { State } from "./states";
import { Switches } from "./switches";

import { useWords } from "@/lib/words";

/** The states of a group below one another; what must stand alone is linked to. */
export function Stage({ group }: { group: Group }) {
  const only = useSearchParams().get("state");
  const [states, setStates] = useState<readonly State[] | null>(null);
  useEffect(() => {
    void GROUPS[group]().then((module) => {
      setStates(module.states);
    });
  }, [group]);
  if (!states) return <main aria-busy="true" />;
  if (only) {
    const state = states.find(({ name }) => name === only);
    return <main data-only={only}>{state && <Shown key={only} state={state} />}</main>;
  }
  return (
    <main className="grid grid-cols-1 gap-4 p-4">
      <Switches />
      <h1 className="sr-only">{group}</h1>
      <div data-gallery="" className="grid grid-cols-1 gap-3">
        {states.map((state) => (
          <Framed key={state.name} group={group} state={state} />
        ))}
      </div>
    </main>
  );
}

function Framed({ group, state }: { group: Group; state: State }) {
  const { name, alone } = state;
  return (
    <section>
      <h2 className="text-faint text-xs">
        {alone ? (
          <Link
            data-alone={name}
            className="underline"
            href={{ pathname: `/gallery/${group}`, query: { state: name } }}
          >
            {name}
          </Link>
        ) : (
          name
        )}
      </h2>
      {!alone && (
        <div
          data-scroller=""
          className="border-line max-w-3xl rounded-lg border border-dashed p-2 has-data-wide:max-w-none"
        >
          <Shown state={state} />
        </div>
      )}
    </section>
  );
}

function Shown({ state: { Show, seeds = [] } }: { state: State }) {
  const words = useWords();
  const [client] = useState(() => seeded(seeds, words));
  return (
    <QueryClientProvider client={client}>
      <Show />
    </QueryClientProvider>
  );
}
