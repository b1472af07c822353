import { request } from "node:http";

import { expect, test } from "./support/app";

/** Asks for a path exactly as written; a browser would tidy it up first. */
function statusOf(url: string, path: string): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

test("the page allows no script but its own", async ({ app }) => {
  const answer = await app.page.request.get("/");
  const policy = answer.headers()["content-security-policy"] ?? "";
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'(;|$)/);
  expect(policy).toContain("frame-ancestors 'none'");
  const again = await app.page.request.get("/");
  expect(again.headers()["content-security-policy"]).not.toBe(policy);
});

test("problems of the backend arrive as problem documents", async ({ app }) => {
  const answer = await app.page.request.get("/api/v1/me");
  expect(answer.status()).toBe(401);
  expect(answer.headers()["content-type"]).toContain("application/problem+json");
});

test("another site cannot act for the person", async ({ app, context }) => {
  await app.startAsGuest();
  const answer = await context.request.post("/api/v1/tasks", {
    data: { title: "forged" },
    headers: { origin: "https://evil.example" },
  });
  expect(answer.status()).toBe(403);
});

for (const path of ["/mcp", "/mcp/", "/api/../mcp", "/api/%2e%2e/mcp", "/api/..%2fmcp", "//mcp"]) {
  test(`the tools cannot be reached by ${path}`, async ({ baseURL }) => {
    // 308 only takes a slash off; it leads to a path of this list.
    expect([404, 308]).toContain(await statusOf(baseURL ?? "", path));
  });
}

test("nothing of the component gallery is in the app", async ({ app }) => {
  const { request } = app.page;
  for (const path of ["/gallery", "/gallery/rows"]) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
  // What the service worker keeps are all files of the build.
  const list = await (await request.get("/sw-files.js")).text();
  const files = list.match(/\/_next\/static\/[^"]+\.js/g) ?? [];
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    expect(await (await request.get(file)).text(), file).not.toContain("data-gallery");
  }
});
