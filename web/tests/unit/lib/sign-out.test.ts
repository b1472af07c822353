import { serve, stopServing } from "../support/server";

import { UnsentError } from "@/lib/problem";
import { signOut } from "@/lib/sign-out";
import { showWaiting } from "@/lib/waiting-store";

afterEach(stopServing);

it("signs out only when nothing would be lost", async () => {
  const server = await serve({ "POST /api/v1/auth/logout": { status: 204 } });
  const write = { kind: "delete", id: "t1" } as const;
  showWaiting([{ id: "w1", write, title: "Buy milk", refused: null }]);
  await expect(signOut()).rejects.toThrow(UnsentError);
  expect(server.seen).toEqual([]);
  showWaiting([]);
  await signOut();
  expect(server.seen).toHaveLength(1);
});
