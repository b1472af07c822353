import "fake-indexeddb/auto";

import { QueryClient } from "@tanstack/react-query";
import { waitFor } from "@testing-library/react";

import type { Account } from "@/lib/api-client";
import { forget, keptOf, welcome, type KeptPage } from "@/lib/offline/database";
import { forgetReadings, keepReading, restoreReading } from "@/lib/offline/reading";
import { keys } from "@/lib/query-keys";

const ADA: Account = {
  id: "ada",
  email: "ada@example.org",
  is_guest: false,
  time_zone: "UTC",
  created_at: "2026-11-24T08:00:00Z",
};
const LIST = [...keys.tasks, { state: "open" }];
const ends: (() => void)[] = [];

afterEach(async () => {
  ends.splice(0).forEach((end) => {
    end();
  });
  for (const id of ["ada", "bob"]) {
    await forget(id);
    welcome(id);
  }
});

/** A page of Ada, on which what she reads is kept. */
function reading(): QueryClient {
  const client = new QueryClient();
  ends.push(keepReading(client, ADA));
  return client;
}

const isPage = (value: unknown): value is KeptPage =>
  typeof value === "object" && value !== null && "index" in value;

const kept = async (id = "ada") => (await (await keptOf(id)).getAll("queries")).map((o) => o.key);

it("has again what was read, as of when it was read", async () => {
  reading().setQueryData(LIST, ["Buy milk"], { updatedAt: Date.now() - 5_000 });
  await waitFor(async () => {
    expect(await kept()).toEqual([LIST]);
  });
  const next = new QueryClient();
  await expect(restoreReading(next)).resolves.toEqual(ADA);
  expect(next.getQueryData(LIST)).toEqual(["Buy milk"]);
  const { dataUpdatedAt = Infinity } = next.getQueryState(LIST) ?? {};
  expect(dataUpdatedAt).toBeLessThan(Date.now() - 4_000);
});

it("keeps what was read before, and all at once when the page is hidden", async () => {
  const client = new QueryClient();
  client.setQueryData(LIST, ["Buy milk"]);
  ends.push(keepReading(client, ADA));
  document.dispatchEvent(new Event("visibilitychange"));
  await waitFor(async () => {
    expect(await kept()).toEqual([LIST]);
  });
});

it("writes of a long list only the pages that are new, and has all of them again", async () => {
  const client = reading();
  const [first, second, third] = ["Buy milk", "Call Ada", "Pay the rent"].map((title) => ({
    items: [title],
  }));
  const put = jest.spyOn(IDBObjectStore.prototype, "put");
  const indexes = () =>
    put.mock.calls
      .map(([value]) => value as unknown)
      .filter(isPage)
      .map(({ index }) => index);
  const found = async () => {
    const next = new QueryClient();
    await restoreReading(next);
    return next.getQueryData(LIST);
  };
  const read = async (pages: unknown[], pageParams: unknown[]) => {
    client.setQueryData(LIST, { pages, pageParams });
    await waitFor(async () => {
      expect(await found()).toEqual({ pages, pageParams });
    });
  };
  await read([first, second], [null, "b"]);
  await read([first, second, third], [null, "b", "c"]);
  expect(indexes()).toEqual([0, 1, 2]);
  await read([third], [null]);
  expect(await (await keptOf("ada")).count("pages")).toBe(1);
  put.mockRestore();
});

it("ends a list where another tab took its pages away", async () => {
  const pages = [{ items: ["Buy milk"] }, { items: ["Call Ada"] }];
  reading().setQueryData(LIST, { pages, pageParams: [null, "b"] });
  await waitFor(async () => {
    expect(await (await keptOf("ada")).count("pages")).toBe(2);
  });
  await (await keptOf("ada")).delete("pages", [JSON.stringify(LIST), 1]);
  const next = new QueryClient();
  await restoreReading(next);
  expect(next.getQueryData(LIST)).toEqual({ pages: pages.slice(0, 1), pageParams: [null] });
});

it("has again what an older version has kept", async () => {
  const database = await keptOf("ada");
  const data = { pages: [{ items: ["Buy milk"] }], pageParams: [null] };
  await database.put("account", ADA, "account");
  await database.put("queries", { hash: "h", key: LIST, data, at: Date.now() });
  const next = new QueryClient();
  await restoreReading(next);
  expect(next.getQueryData(LIST)).toEqual(data);
});

it("keeps neither what was searched for nor what is no list", async () => {
  const client = reading();
  client.setQueryData([...keys.tasks, "search", "secret"], ["Found"]);
  client.setQueryData(keys.sessions, ["Firefox"]);
  client.setQueryData(keys.tags, ["home"]);
  await waitFor(async () => {
    expect(await kept()).toEqual([keys.tags]);
  });
});

it("throws away what nobody has read for a month", async () => {
  const month = 31 * 86_400_000;
  const client = reading();
  client.setQueryData(LIST, ["Long ago"], { updatedAt: Date.now() - month });
  client.setQueryData(keys.tags, ["home"]);
  await waitFor(async () => {
    expect(await kept()).toEqual([keys.tags]);
  });
});

it("forgets what others have read here, and leaves what waits of them", async () => {
  const bob = await keptOf("bob");
  await bob.put("account", { ...ADA, id: "bob" }, "account");
  await bob.put("queries", { hash: "h", key: LIST, data: [], at: Date.now() });
  const write = { kind: "delete", id: "t" } as const;
  await bob.add("writes", { id: "w", write, title: "Buy milk", refused: null });
  await forgetReadings("ada");
  expect(await kept("bob")).toEqual([]);
  expect(await bob.getAll("writes")).toHaveLength(1);
  await expect(restoreReading(new QueryClient())).resolves.toBeNull();
});
