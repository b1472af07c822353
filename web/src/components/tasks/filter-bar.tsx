"use client";

import { Search } from "lucide-react";

import { useTags } from "@/lib/use-tasks";
import { TABS, type View } from "@/lib/views";

interface FilterBarProps {
  view: View;
  onChange: (view: View) => void;
}

/** Chooses which tasks are shown. */
export function FilterBar({ view, onChange }: FilterBarProps) {
  return (
    <div className="grid grid-cols-1 gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <div
          role="group"
          aria-label="Show"
          className="bg-card border-line flex rounded-lg border p-0.5"
        >
          {TABS.map((tab) => (
            <button
              key={tab.id}
              type="button"
              aria-pressed={view.tab === tab.id}
              className="text-faint aria-pressed:bg-brand-soft aria-pressed:text-ink rounded-md px-3 py-1 text-sm aria-pressed:font-medium"
              onClick={() => {
                onChange({ ...view, tab: tab.id });
              }}
            >
              {tab.label}
            </button>
          ))}
        </div>
        <label className="border-line bg-card flex min-w-40 flex-1 items-center gap-2 rounded-lg border px-2.5">
          <Search className="text-faint size-4" aria-hidden="true" />
          <span className="sr-only">Search tasks</span>
          <input
            type="search"
            placeholder="Search"
            className="placeholder:text-faint w-full bg-transparent py-1.5 text-sm outline-none"
            value={view.text}
            onChange={(event) => {
              onChange({ ...view, text: event.target.value });
            }}
          />
        </label>
      </div>
      <Tags view={view} onChange={onChange} />
    </div>
  );
}

function Tags({ view, onChange }: FilterBarProps) {
  const { data: tags = [] } = useTags();
  if (tags.length === 0) return null;
  return (
    <div role="group" aria-label="Tag" className="flex flex-wrap gap-1.5">
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          aria-pressed={view.tag === tag}
          className="border-line text-faint aria-pressed:border-brand aria-pressed:text-brand rounded-full border px-2.5 py-0.5 text-sm"
          onClick={() => {
            onChange({ ...view, tag: view.tag === tag ? null : tag });
          }}
        >
          #{tag}
        </button>
      ))}
    </div>
  );
}
