import { screen, within } from "@testing-library/react";

import { show } from "../../support/render";
import { NOTHING_ELSE, serve, stopServing } from "../../support/server";

import { StatisticsScreen } from "@/components/statistics/statistics-screen";

afterEach(stopServing);

const FOUND = {
  days: [
    { day: "2026-03-01", created: 1, completed: 4 },
    { day: "2026-03-02", created: 0, completed: 1 },
  ],
  projects: [
    { project_id: null, open: 2, completed: 1 },
    { project_id: "gone", open: 0, completed: 4 },
    { project_id: "empty", open: 0, completed: 0 },
  ],
  streak: { current: 2, longest: 9 },
  open: 7,
  overdue: 3,
  open_estimate_minutes: 90,
};

it("shows figures, bars, their table, and each project that had anything", async () => {
  await serve({ ...NOTHING_ELSE, "GET /api/v1/statistics": { json: FOUND } });
  show(<StatisticsScreen />);
  expect(
    await screen.findByRole("img", { name: "Completed tasks; the most were 4: Mar 1." }),
  ).toBeVisible();
  expect(screen.getByText("about 1h 30m")).toBeVisible();
  expect(screen.getByText("the most: 9")).toBeVisible();
  const row = screen.getByRole("row", { name: /Mar 1/ });
  expect(
    within(row)
      .getAllByRole("cell")
      .map((cell) => cell.textContent),
  ).toEqual(["4", "1"]);
  const projects = screen.getByRole("region", { name: "By project" });
  expect(
    within(projects)
      .getAllByRole("listitem")
      .map((one) => one.textContent),
  ).toEqual(["An archived project4 done, 0 open", "Inbox1 done, 2 open"]);
});

it("asks for the period that was chosen", async () => {
  const server = await serve({ ...NOTHING_ELSE, "GET /api/v1/statistics": { json: FOUND } });
  const { user } = show(<StatisticsScreen />);
  await screen.findByText("about 1h 30m");
  await user.click(screen.getByRole("button", { name: "1 year" }));
  await screen.findByText("about 1h 30m");
  const [month, year] = server.asked("GET /api/v1/statistics").map(({ query }) => query);
  expect(daysBetween(month)).toBe(27);
  expect(daysBetween(year)).toBe(363);
});

it("teaches whoever has completed nothing yet", async () => {
  const nothing = { ...FOUND, days: [{ day: "2026-03-01", created: 0, completed: 0 }] };
  await serve({ ...NOTHING_ELSE, "GET /api/v1/statistics": { json: nothing } });
  show(<StatisticsScreen />);
  expect(await screen.findByText(/What you tick off shows up here/)).toBeVisible();
});

function daysBetween(query: Record<string, string> | undefined): number {
  return (Date.parse(query?.last ?? "") - Date.parse(query?.first ?? "")) / 86_400_000;
}
