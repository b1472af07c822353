import { fireEvent, screen, waitFor, within } from "@testing-library/react";

import { startAt } from "../../support/navigation";
import { show } from "../../support/render";
import { NOTHING_ELSE, serve, stopServing, type Reply, type Server } from "../../support/server";
import { aTask } from "../../support/task";
import { ENGLISH } from "../../support/words";

import { ListScreen } from "@/components/tasks/list-screen";
import { addDays, isoDay } from "@/lib/dates";
import { inboxView } from "@/lib/views";

afterEach(stopServing);

const EMPTY = { json: { items: [], next_cursor: null } };

/** The inbox in columns; `answer` says what a column finds. */
async function inColumns(
  layout: "board" | "week",
  answer: (query: Record<string, string>) => Reply,
): Promise<Server> {
  startAt(`/inbox?view=${layout}`);
  const server = await serve({
    ...NOTHING_ELSE,
    "GET /api/v1/tasks": ({ query }) => answer(query),
  });
  show(<ListScreen view={inboxView(ENGLISH)} />);
  return server;
}

const column = (name: string | RegExp) => screen.findByRole("region", { name });

it("shows each task in the column of its priority", async () => {
  const urgent = aTask({ title: "Pay the rent", priority: "high" });
  await inColumns("board", ({ priority }) =>
    priority === "high" ? { json: { items: [urgent], next_cursor: null } } : EMPTY,
  );
  expect(await within(await column("High")).findByText("Pay the rent")).toBeVisible();
  expect(within(await column("Low")).queryByRole("listitem")).toBeNull();
});

it("fetches what a long column holds further down when it is asked to", async () => {
  const page = (title: string, next_cursor: string | null) => ({
    json: { items: [aTask({ title, priority: "high" })], next_cursor },
  });
  await inColumns("board", ({ priority, cursor }) => {
    if (priority !== "high") return EMPTY;
    return cursor ? page("The second", null) : page("The first", "further");
  });
  const high = await column("High");
  await within(high).findByText("The first");
  fireEvent.click(within(high).getByRole("button", { name: "Show more" }));
  expect(await within(high).findByText("The second")).toBeVisible();
  expect(within(high).queryByRole("button", { name: "Show more" })).toBeNull();
});

it("says of one column why it cannot be shown, and asks for it anew", async () => {
  let refused = true;
  await inColumns("board", ({ priority }) =>
    priority === "high" && refused ? { status: 422, json: { detail: "Not this one." } } : EMPTY,
  );
  const high = await column("High");
  expect(await within(high).findByRole("alert")).toHaveTextContent("Not this one.");
  expect(screen.getAllByRole("alert")).toHaveLength(1);
  refused = false;
  fireEvent.click(within(high).getByRole("button", { name: "Try again" }));
  await waitFor(() => {
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

it("pages through the weeks, and back to the one of today", async () => {
  const server = await inColumns("week", () => EMPTY);
  const days = () =>
    new Set(
      server
        .asked("GET /api/v1/tasks")
        .flatMap(({ query }) => Object.values(query))
        .filter((value) => /^\d{4}-\d\d-\d\d$/.test(value)),
    );
  const today = isoDay(new Date());
  const isToday = () => document.querySelector("[aria-current=date]");
  await waitFor(() => {
    expect(isToday()).not.toBeNull();
  });
  fireEvent.click(screen.getByRole("button", { name: "Week after" }));
  expect(isToday()).toBeNull();
  await waitFor(() => {
    expect(days()).toContain(addDays(today, 7));
  });
  fireEvent.click(screen.getByRole("button", { name: "Week before" }));
  expect(isToday()).not.toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Week before" }));
  expect(isToday()).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "This week" }));
  expect(isToday()).not.toBeNull();
});
