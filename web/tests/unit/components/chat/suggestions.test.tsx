import { screen } from "@testing-library/react";

import { show } from "../../support/render";
import { serve, stopServing } from "../../support/server";

import { Suggestions } from "@/components/chat/suggestions";
import { Speaking } from "@/components/speaking";

afterEach(stopServing);

const NOTHING = { "GET /api/v1/agenda": { json: { overdue: [], days: [] } } };
const assistant = (offline: boolean) => ({
  "GET /api/v1/assistant": { json: { offline, model: "m", detail: "No key is set." } },
});
const GERMAN = (
  <Speaking language="de">
    <Suggestions onPick={() => Promise.resolve()} />
  </Speaking>
);

it("offers the offline assistant what it understands, and says which language that is", async () => {
  await serve({ ...NOTHING, ...assistant(true) });
  show(GERMAN);
  const idea = await screen.findByRole("button", { name: /^Add buy milk/ });
  expect(idea.closest("[lang]")).toHaveAttribute("lang", "en");
  expect(screen.getByText(/versteht nur Englisch/)).toBeVisible();
});

it("speaks the person's language to an AI model", async () => {
  await serve({ ...NOTHING, ...assistant(false) });
  show(GERMAN);
  expect(await screen.findByRole("button", { name: /Milch kaufen/ })).toBeVisible();
  expect(screen.queryByText(/versteht nur Englisch/)).toBeNull();
});
