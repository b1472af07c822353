import { screen, waitFor } from "@testing-library/react";

import { show } from "../../support/render";
import { serve, stopServing, type Seen } from "../../support/server";

import { ImportSection } from "@/components/settings/import-section";

afterEach(stopServing);

const REPORT = {
  format: "todoist-csv",
  batch_id: null,
  taken: 2,
  rejected: 1,
  skipped: 3,
  projects_created: ["Garden"],
  remarks: [{ line: 4, taken: false, reason: "title: may not be empty", excerpt: ",,4" }],
};
const FILE = new File(["CONTENT\nBuy milk\n"], "mine.csv", { type: "text/csv" });

/** Answers a look with the report, and the import with a batch that can be undone. */
function answer({ query }: Seen) {
  return { json: query.dry_run === "true" ? REPORT : { ...REPORT, batch_id: "b1" } };
}

async function chosen() {
  const server = await serve({ "POST /api/v1/imports": answer });
  const { user } = show(<ImportSection />);
  await user.upload(screen.getByLabelText("File with tasks"), FILE);
  const take = await screen.findByRole("button", { name: "Import 2 tasks" });
  return { server, user, take };
}

it("says what a file would bring before it is taken over", async () => {
  const { server } = await chosen();
  const report = screen.getByRole("region", { name: "Import" });
  expect(report).toHaveTextContent("“mine.csv” would bring");
  expect(report).toHaveTextContent("2 tasks, read as Todoist CSV");
  expect(report).toHaveTextContent("3 tasks left out");
  expect(report).toHaveTextContent("new projects: Garden");
  expect(report).toHaveTextContent("Line 4: title: may not be empty");
  expect(server.asked("POST /api/v1/imports")[0]?.body).toBe("CONTENT\nBuy milk\n");
  expect(server.asked("POST /api/v1/imports")[0]?.query).toEqual({
    dry_run: "true",
    skip_existing: "true",
  });
});

it("takes it over under one key, and offers to undo it", async () => {
  const { server, user, take } = await chosen();
  await user.click(take);
  expect(await screen.findByRole("button", { name: "Undo the import" })).toBeVisible();
  const [look, done] = server.asked("POST /api/v1/imports");
  expect(look?.headers["idempotency-key"]).toBeUndefined();
  expect(done?.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(done?.query.dry_run).toBe("false");
});

it("looks again when the person wants tasks twice", async () => {
  const { server, user } = await chosen();
  await user.click(screen.getByLabelText("Leave out tasks that are there already"));
  await waitFor(() => {
    expect(server.asked("POST /api/v1/imports").at(-1)?.query.skip_existing).toBe("false");
  });
});

it("says why a file cannot be read", async () => {
  const problem = { status: 422, json: { detail: "This file is in none of the formats." } };
  await serve({ "POST /api/v1/imports": problem });
  const { user } = show(<ImportSection />);
  await user.upload(screen.getByLabelText("File with tasks"), FILE);
  expect(await screen.findByRole("alert")).toHaveTextContent("in none of the formats");
  expect(screen.queryByRole("button", { name: /^Import/ })).toBeNull();
});
