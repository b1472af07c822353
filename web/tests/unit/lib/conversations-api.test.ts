import { serve, stopServing } from "../support/server";

import {
  deleteConversation,
  fetchConversations,
  fetchTitle,
  newestConversation,
  renameConversation,
} from "@/lib/conversations-api";

afterEach(stopServing);

const LIST = "GET /api/v1/conversations";
const ONE = "/api/v1/conversations/v1";

it("goes on in the newest conversation", async () => {
  const server = await serve({ [LIST]: { json: { items: [{ id: "v1" }] } } });
  await expect(newestConversation()).resolves.toBe("v1");
  expect(server.seen[0]?.query).toEqual({ limit: "1" });
});

it("begins the first conversation", async () => {
  await serve({
    [LIST]: { json: { items: [] } },
    "POST /api/v1/conversations": { status: 201, json: { id: "v2" } },
  });
  await expect(newestConversation()).resolves.toBe("v2");
});

it("asks for words and for the next page only when there are some", async () => {
  const server = await serve({ [LIST]: { json: { items: [], next_cursor: null } } });
  await fetchConversations("", undefined);
  await fetchConversations("milk", "c1");
  expect(server.seen.map((one) => one.query)).toEqual([
    { limit: "30" },
    { limit: "30", q: "milk", cursor: "c1" },
  ]);
});

it("reads, changes and deletes one", async () => {
  const server = await serve({
    [`GET ${ONE}`]: { json: { id: "v1", title: "The garden" } },
    [`PATCH ${ONE}`]: { json: { id: "v1", title: "The house" } },
    [`DELETE ${ONE}`]: { status: 204 },
  });
  await expect(fetchTitle("v1")).resolves.toBe("The garden");
  await renameConversation("v1", "The house");
  await deleteConversation("v1");
  expect(server.asked(`PATCH ${ONE}`)[0]?.body).toEqual({ title: "The house" });
  expect(server.asked(`DELETE ${ONE}`)).toHaveLength(1);
});
