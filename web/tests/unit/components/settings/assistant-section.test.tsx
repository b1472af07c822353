import { screen, waitFor } from "@testing-library/react";

import { show } from "../../support/render";
import { serve, stopServing } from "../../support/server";

import { AssistantSection } from "@/components/settings/assistant-section";

afterEach(stopServing);

const CLOSED = { model: null, key_end: null, models: [], own_keys: false };
const OFFERED = { ...CLOSED, models: ["small/one", "big/one"] };
const OWN = { ...OFFERED, own_keys: true };

async function section(choice: object, changed: object = {}) {
  const server = await serve({
    "GET /api/v1/me/assistant": { json: choice },
    "PATCH /api/v1/me/assistant": { json: { ...choice, ...changed } },
  });
  const { user } = show(<AssistantSection />);
  const sent = () => server.asked("PATCH /api/v1/me/assistant").map((one) => one.body);
  const save = async () => {
    await user.click(screen.getByRole("button", { name: "Save" }));
    await screen.findByText(/^Saved/);
  };
  return { server, user, sent, save };
}

it("is not there where the operator leaves no choice", async () => {
  const { server } = await section(CLOSED);
  await waitFor(() => {
    expect(server.asked("GET /api/v1/me/assistant")).toHaveLength(1);
  });
  expect(screen.queryByRole("region", { name: "Assistant" })).toBeNull();
});

it("offers the operator's models, and takes no key where none is wanted", async () => {
  const { user, sent, save } = await section(OFFERED, { model: "big/one" });
  await user.selectOptions(await screen.findByLabelText("Model"), "big/one");
  expect(screen.queryByLabelText("Key of your own")).toBeNull();
  await save();
  expect(sent()).toEqual([{ model: "big/one" }]);
  expect(screen.getByLabelText("Model")).toHaveValue("big/one");
});

it("leaves the choice to the operator again", async () => {
  const { user, sent, save } = await section({ ...OFFERED, model: "big/one" }, { model: null });
  await user.selectOptions(await screen.findByLabelText("Model"), "As this app is set up");
  await save();
  expect(sent()).toEqual([{ model: null }]);
});

it("takes a key and any model with it, and shows no more of the key than its end", async () => {
  const { user, sent, save } = await section(OWN, { model: "any/model", key_end: "7890" });
  await user.type(await screen.findByLabelText("Model"), " any/model ");
  const field = screen.getByLabelText("Key of your own");
  expect(field).toHaveAttribute("type", "password");
  await user.type(field, "sk-or-1234567890");
  await save();
  expect(sent()).toEqual([{ model: "any/model", key: "sk-or-1234567890" }]);
  expect(screen.getByText("Your key that ends in “7890” is used.")).toBeVisible();
  expect(screen.getByLabelText("Another key")).toHaveValue("");
});

it("forgets a key", async () => {
  const { user, sent } = await section({ ...OWN, key_end: "7890" }, { key_end: null });
  await user.click(await screen.findByRole("button", { name: "Forget my key" }));
  expect(await screen.findByLabelText("Key of your own")).toBeVisible();
  expect(sent()).toEqual([{ key: null }]);
});

it("says why a model was refused, and keeps what was typed", async () => {
  const { server, user } = await section(OWN);
  const detail = "This model is not offered here. Offered: small/one, big/one.";
  server.answer({ "PATCH /api/v1/me/assistant": { status: 422, json: { detail } } });
  await user.type(await screen.findByLabelText("Model"), "dear/one");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(detail);
  expect(screen.getByLabelText("Model")).toHaveValue("dear/one");
});
