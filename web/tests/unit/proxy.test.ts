/** @jest-environment node */
import { NextRequest } from "next/server";

import { config, proxy } from "@/proxy";

const policyOf = (): string =>
  proxy(new NextRequest("http://todo.example/")).headers.get("content-security-policy") ?? "";

it("lets only scripts run that carry this page's nonce", () => {
  const [first, second] = [policyOf(), policyOf()];
  expect(first).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic';/);
  expect(first).not.toContain("unsafe-eval");
  expect(second).not.toBe(first);
});

it("lets nothing leave for a foreign host, and nobody frame the page", () => {
  expect(policyOf()).not.toMatch(/https?:|\*/);
  for (const rule of ["default-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"]) {
    expect(policyOf()).toContain(rule);
  }
});

it.each([
  ["/", true],
  ["/no-such-page", true],
  ["/api/v1/tasks", false],
  ["/healthz", false],
])("%s: a page = %s", (path, page) => {
  const [matcher = ""] = config.matcher;
  expect(new RegExp(`^${matcher}$`).test(path)).toBe(page);
});
