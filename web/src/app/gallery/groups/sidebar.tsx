"use client";

import { aProject, hoursAgo, LONG, PROJECTS, TAGS } from "../data";
import { filters, projects, tags, type Seed } from "../seeds";
import type { State } from "../states";

import { ColorChoice } from "@/components/sidebar/color-choice";
import { FilterField } from "@/components/sidebar/filter-field";
import { Sidebar } from "@/components/sidebar/sidebar";
import type { SavedFilter } from "@/lib/api-client";
import type { FilterCheck } from "@/lib/filters-api";

const nothing = (): void => undefined;

const FILTERS = ["Late at work", LONG].map((name): SavedFilter => ({
  id: name,
  name,
  filter: "overdue #work",
  color: "grey",
  version: 1,
  created_at: hoursAgo(100),
  updated_at: hoursAgo(100),
}));
const ARCHIVED = [aProject("Move house", { archived_at: hoursAgo(500) })];

const sidebar = (name: string, ...seeds: Seed[]): State => ({
  name,
  seeds,
  Show: () => (
    <div className="flex w-60 flex-col">
      <Sidebar />
    </div>
  ),
});

const filter = (name: string, text: string, check?: FilterCheck): State => ({
  name: `a filter, ${name}`,
  Show: () => <FilterField text={text} check={check} onChange={nothing} />,
});

const TEXT = "overdue #work";
const UNDERSTOOD: FilterCheck = {
  ok: true,
  canonical: TEXT,
  spans: [
    { start: 0, end: 7, kind: "state" },
    { start: 8, end: 13, kind: "tag" },
  ],
};
const WRONG: FilterCheck = { ok: false, detail: "A word is missing.", start: 13, end: 13 };

export const states: readonly State[] = [
  sidebar("nothing of one's own", projects([]), projects([], true), filters([]), tags([])),
  sidebar(
    "projects, filters and tags",
    projects(PROJECTS),
    projects(ARCHIVED, true),
    filters(FILTERS),
    tags(TAGS),
  ),
  filter("empty", ""),
  filter("understood", TEXT, UNDERSTOOD),
  filter("wrong", TEXT, WRONG),
  { name: "colours", Show: () => <ColorChoice color="teal" onChange={nothing} /> },
];
