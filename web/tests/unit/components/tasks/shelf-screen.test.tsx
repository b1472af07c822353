import { screen, waitFor } from "@testing-library/react";

import { show } from "../../support/render";
import { NOTHING_ELSE, serve, stopServing } from "../../support/server";
import { aTask } from "../../support/task";

import { ShelfScreen } from "@/components/tasks/shelf-screen";

afterEach(stopServing);

const MILK = aTask({ title: "Buy milk" });

it("restores what lies in the trash", async () => {
  const server = await serve({
    ...NOTHING_ELSE,
    "GET /api/v1/tasks": { json: { items: [MILK], next_cursor: null } },
    [`POST /api/v1/tasks/${MILK.id}/restore`]: { json: MILK },
  });
  const { user } = show(<ShelfScreen shelf="deleted" />);
  await user.click(await screen.findByRole("button", { name: "Restore “Buy milk”" }));
  await waitFor(() => {
    expect(server.asked(`POST /api/v1/tasks/${MILK.id}/restore`)).toHaveLength(1);
  });
  expect(server.asked("GET /api/v1/tasks")[0]?.query).toMatchObject({ state: "deleted" });
});

it("says that nothing is archived", async () => {
  await serve({ "GET /api/v1/tasks": { json: { items: [], next_cursor: null } } });
  show(<ShelfScreen shelf="archived" />);
  expect(await screen.findByText("Nothing is archived.")).toBeVisible();
});
