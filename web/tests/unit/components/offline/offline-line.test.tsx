import "fake-indexeddb/auto";

import { act, screen, waitFor, within } from "@testing-library/react";

import { show } from "../../support/render";
import { serve, stopServing, type Routes } from "../../support/server";
import { aTask } from "../../support/task";

import { ConflictProvider } from "@/components/detail/conflict-provider";
import { OfflineLine } from "@/components/offline/offline-line";
import type { Account } from "@/lib/api-client";
import { forget, keptOf, welcome } from "@/lib/offline/database";
import type { Waiting, Write } from "@/lib/writes";

const ACCOUNT: Account = {
  id: "a1",
  email: null,
  is_guest: true,
  time_zone: "UTC",
  created_at: "2026-11-24T08:00:00Z",
};
const ME = { "GET /api/v1/me": { json: ACCOUNT } };
const TICK: Write = { kind: "act", id: "t1", verb: "complete" };
const COMPLETE = "POST /api/v1/tasks/t1/complete";

const online = (value: boolean): void => {
  Object.defineProperty(navigator, "onLine", { value, configurable: true });
  act(() => {
    window.dispatchEvent(new Event(value ? "online" : "offline"));
  });
};

beforeAll(() => {
  // One tab only: whoever asks for a lock has it.
  const request = (_name: string, run: () => unknown) => run();
  Object.defineProperty(navigator, "locks", { value: { request } });
});
afterEach(async () => {
  Reflect.deleteProperty(navigator, "onLine");
  await stopServing();
  await forget("a1");
  welcome("a1");
});

/** The line over the page of somebody for whom these changes wait. */
async function shown(routes: Routes, ...waiting: Partial<Waiting>[]) {
  const server = await serve({ ...ME, ...routes });
  const database = await keptOf("a1");
  for (const [index, facts] of waiting.entries()) {
    const entry = { id: `w${index}`, write: TICK, title: "Buy milk", refused: null, ...facts };
    await database.add("writes", entry);
  }
  const { user, unmount } = show(
    <ConflictProvider>
      <OfflineLine account={ACCOUNT} />
    </ConflictProvider>,
  );
  return { server, user, unmount };
}

const left = async () => (await keptOf("a1")).getAll("writes");

it("says nothing while there is a connection and nothing waits", async () => {
  await shown({});
  const [line] = screen.getAllByRole("status");
  expect(line).toBeEmptyDOMElement();
});

it("says without a connection that this is how it was, and what is kept", async () => {
  online(false);
  await shown({});
  expect(await screen.findByText(/^You are offline/)).toBeVisible();
});

it("sends what waits as soon as there is a connection, and is quiet then", async () => {
  online(false);
  const { server, unmount } = await shown({ [COMPLETE]: { json: aTask({ id: "t1" }) } }, {});
  await screen.findByText(/^You are offline/);
  expect(server.asked(COMPLETE)).toHaveLength(0);
  online(true);
  await waitFor(async () => {
    expect(await left()).toEqual([]);
  });
  expect(server.asked(COMPLETE)).toHaveLength(1);
  await waitFor(() => {
    expect(screen.queryByRole("button", { name: "Show them" })).toBeNull();
  });
  unmount();
});

it("sends nothing of somebody in whose place another one is signed in", async () => {
  online(false);
  const { server } = await shown({}, {});
  await screen.findByText(/^You are offline/);
  server.answer({ "GET /api/v1/me": { json: { ...ACCOUNT, id: "somebody else" } } });
  online(true);
  await waitFor(() => {
    expect(server.asked("GET /api/v1/me")).toHaveLength(1);
  });
  expect(server.asked(COMPLETE)).toHaveLength(0);
  expect(await left()).toHaveLength(1);
});

it("shows why a change was refused, and sends it again or throws it away", async () => {
  const write: Write = { kind: "delete", id: "t2" };
  const { server, user } = await shown(
    { [COMPLETE]: { json: aTask({ id: "t1" }) } },
    { refused: "Not today." },
    { write, title: "Old plans", refused: "Never." },
  );
  await user.click(await screen.findByRole("button", { name: "Show them" }));
  const dialog = await screen.findByRole("dialog");
  const row = (words: string) => {
    const found = within(dialog).getByText(words).closest("li");
    if (!found) throw new Error(`Nothing says “${words}”.`);
    return within(found);
  };
  await user.click(row("Never.").getByRole("button", { name: /^Discard/ }));
  await waitFor(() => {
    expect(within(dialog).queryByText("Never.")).toBeNull();
  });
  await user.click(row("Not today.").getByRole("button", { name: /^Try again/ }));
  await waitFor(async () => {
    expect(await left()).toEqual([]);
  });
  expect(server.asked(COMPLETE)).toHaveLength(1);
});
