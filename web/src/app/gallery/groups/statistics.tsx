"use client";

import { HOME, inDays, PROJECTS, REFUSED, WORK } from "../data";
import { failed, known, projects, type Seed } from "../seeds";
import type { State } from "../states";

import { StatisticsScreen } from "@/components/statistics/statistics-screen";
import type { Statistics } from "@/lib/api-client";
import { keys } from "@/lib/query-keys";
import { PERIODS, periodOf } from "@/lib/statistics";

const { first, last } = periodOf(PERIODS[0].id);
const key = [...keys.tasks, "statistics", first, last];
const DAYS = PERIODS[0].id;

const found = (completed: (day: number) => number, facts: Partial<Statistics> = {}): Seed =>
  known<Statistics>(key, {
    days: Array.from({ length: DAYS }, (_, day) => ({
      day: inDays(day + 1 - DAYS),
      completed: completed(day),
      created: (day * 5) % 4,
    })),
    open: 17,
    overdue: 2,
    open_estimate_minutes: 340,
    streak: { current: 4, longest: 11 },
    projects: [
      { project_id: null, completed: 20, open: 5 },
      { project_id: HOME.id, completed: 9, open: 4 },
      { project_id: WORK.id, completed: 31, open: 8 },
    ],
    ...facts,
  });

const screen = (name: string, ...seeds: Seed[]): State => ({
  name,
  seeds: [projects(PROJECTS), ...seeds],
  Show: StatisticsScreen,
});

export const states: readonly State[] = [
  screen("loading"),
  screen("failed", failed(key, REFUSED)),
  screen(
    "nothing done",
    found(() => 0, { streak: { current: 0, longest: 0 }, projects: [] }),
  ),
  screen(
    "done on most days",
    found((day) => (day * 7) % 6),
  ),
];
