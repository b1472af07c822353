import { screen, waitFor } from "@testing-library/react";

import { show } from "../../support/render";
import { serve, stopServing, type Seen } from "../../support/server";
import { aTask } from "../../support/task";

import { QuickAdd } from "@/components/tasks/quick-add";

afterEach(stopServing);

const TEXT = "call Ana tomorrow 5pm #work";

/** Reads “tomorrow 5pm” and “#work” as the server does. */
function read({ query }: Seen) {
  const text = query.text ?? "";
  if (text !== TEXT) return { json: { task: { title: text }, marks: [] } };
  const task = { title: "call Ana", due_date: "2026-03-03", due_time: "17:00", tags: ["work"] };
  const marks = [
    { kind: "due", start: 9, end: 21 },
    { kind: "tag", start: 22, end: 27 },
  ];
  return { json: { task, marks } };
}

async function typed() {
  const server = await serve({
    "GET /api/v1/task-draft": read,
    "GET /api/v1/projects": { json: { items: [], next_cursor: null } },
    "POST /api/v1/tasks": { status: 201, json: aTask({ title: "call Ana" }) },
  });
  const { user } = show(<QuickAdd fresh={{}} />);
  await user.type(screen.getByRole("textbox", { name: "New task" }), TEXT);
  return { server, user };
}

const marked = () => Array.from(document.querySelectorAll("mark"), (one) => one.textContent);

it("marks the words that say something, and shows what they say", async () => {
  await typed();
  await waitFor(() => {
    expect(marked()).toEqual(["tomorrow 5pm", "#work"]);
  });
  expect(screen.getByLabelText("Date")).toHaveValue("2026-03-03");
  expect(screen.getByLabelText("Time")).toHaveValue("17:00");
  expect(screen.getByLabelText("Tags")).toHaveValue("work");
});

it("adds what the words say, except for what was chosen by hand", async () => {
  const { server, user } = await typed();
  await user.selectOptions(screen.getByLabelText("Priority"), "high");
  await user.click(screen.getByRole("button", { name: "Add" }));
  await waitFor(() => {
    expect(server.asked("POST /api/v1/tasks")[0]?.body).toEqual({
      title: "call Ana",
      due_date: "2026-03-03",
      due_time: "17:00",
      tags: ["work"],
      priority: "high",
    });
  });
});

it("reads the words first when Enter comes before the answer", async () => {
  const { server, user } = await typed();
  await user.keyboard("{Enter}");
  await waitFor(() => {
    expect(server.asked("POST /api/v1/tasks")[0]?.body).toMatchObject({ due_time: "17:00" });
  });
});

it("keeps the words as they are when asked to", async () => {
  const { server, user } = await typed();
  await user.click(await screen.findByRole("button", { name: "Keep the words as they are" }));
  expect(marked()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Add" }));
  await waitFor(() => {
    expect(server.asked("POST /api/v1/tasks")[0]?.body).toMatchObject({
      title: TEXT,
      due_date: null,
      tags: [],
    });
  });
});

it("keeps what is typed while a task is being added", async () => {
  const { server, user } = await typed();
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  server.answer({
    "POST /api/v1/tasks": async () => {
      await held;
      return { status: 201, json: aTask({ title: "call Ana" }) };
    },
  });
  const field = screen.getByRole("textbox", { name: "New task" });
  // It goes with the last letter, and comes with the first one.
  const add = () => screen.getByRole("button", { name: "Add" });
  await user.click(add());
  expect(add()).toBeDisabled();
  await user.clear(field);
  await user.type(field, "the next one");
  answer();
  await waitFor(() => {
    expect(add()).toBeEnabled();
  });
  expect(field).toHaveValue("the next one");
});
