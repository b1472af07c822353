import { screen, waitFor, within } from "@testing-library/react";

import { call, chat, say, SEND, turn } from "../../support/chat";
import { stopServing } from "../../support/server";
import { aTask } from "../../support/task";

import type { Approval, StreamPart } from "@/types/chat";

afterEach(stopServing);

const TASK = aTask({ title: "Water the plants" });
const APPROVAL: Approval = {
  id: "p1",
  turn_id: "t1",
  tool_name: "delete_task",
  arguments: {},
  preview: { summary: "Delete “Water the plants”.", details: [], count: 1, tasks: [TASK] },
  status: "pending",
  expires_at: "2099-01-01T00:00:00Z",
};
const ASKED: StreamPart[] = [
  call("delete_task"),
  { type: "tool-approval-request", approvalId: "p1", toolCallId: "k1" },
];

it.each([
  ["Keep", "deny", { type: "tool-output-denied", toolCallId: "k1" }],
  ["Delete", "approve", { type: "tool-output-available", toolCallId: "k1", output: {} }],
] as const)("asks first; %s is %s", async (button, decision, outcome) => {
  const server = await chat({
    [SEND]: turn(ASKED, "waiting"),
    "GET /api/v1/approvals/p1": { json: APPROVAL },
    "POST /api/v1/approvals/p1": turn([outcome]),
  });
  const user = await say("delete the plants");
  const question = await screen.findByRole("region", { name: "Your decision is needed" });
  expect(question).toHaveTextContent("Water the plants");
  expect(within(question).getByRole("button", { name: "Keep" })).toHaveFocus();
  await user.click(within(question).getByRole("button", { name: button }));
  await waitFor(() => {
    expect(question).not.toBeInTheDocument();
  });
  expect(server.asked("POST /api/v1/approvals/p1")[0]?.body).toEqual({ decision });
});

it("says what a change of many is about, and how many it does not show", async () => {
  const preview = {
    summary: "Change 31 tasks.",
    details: ["They become due on 2026-11-27."],
    count: 31,
    tasks: [TASK],
  };
  await chat({
    [SEND]: turn(ASKED, "waiting"),
    "GET /api/v1/approvals/p1": {
      json: { ...APPROVAL, tool_name: "change_tasks", arguments: { action: "update" }, preview },
    },
  });
  await say("move everything to friday");
  const question = await screen.findByRole("region", { name: "Your decision is needed" });
  for (const words of ["Change 31 tasks.", "They become due on 2026-11-27.", "and 30 more"]) {
    expect(question).toHaveTextContent(words);
  }
  expect(within(question).getByRole("button", { name: "Do it" })).toBeEnabled();
  expect(within(question).getByRole("button", { name: "Leave it" })).toHaveFocus();
});

it("sends the answer without what was unticked", async () => {
  const tasks = [TASK, aTask({ title: "Feed the cat" })];
  const ids = tasks.map((task) => task.id);
  const server = await chat({
    [SEND]: turn(ASKED, "waiting"),
    "GET /api/v1/approvals/p1": {
      json: {
        ...APPROVAL,
        tool_name: "change_tasks",
        arguments: { action: "delete", task_ids: ids },
        preview: { summary: "Delete 2 tasks.", details: [], count: 2, tasks },
      },
    },
    "POST /api/v1/approvals/p1": turn([]),
  });
  const user = await say("delete everything");
  const question = within(await screen.findByRole("region", { name: "Your decision is needed" }));
  await user.click(question.getByRole("checkbox", { name: /Water the plants/ }));
  await user.click(question.getByRole("checkbox", { name: /Feed the cat/ }));
  expect(question.getByRole("button", { name: "Delete 0 of 2" })).toBeDisabled();
  await user.click(question.getByRole("checkbox", { name: /Feed the cat/ }));
  await user.click(question.getByRole("button", { name: "Delete 1 of 2" }));
  await waitFor(() => {
    expect(server.asked("POST /api/v1/approvals/p1")[0]?.body).toEqual({
      decision: "edit",
      arguments: { action: "delete", task_ids: ids.slice(1) },
    });
  });
});

it("asks each of several questions of one answer", async () => {
  const second: StreamPart[] = [
    { ...call("delete_task"), toolCallId: "k2" } as StreamPart,
    { type: "tool-approval-request", approvalId: "p2", toolCallId: "k2" },
  ];
  const preview = { ...APPROVAL.preview, summary: "Delete “Feed the cat”." };
  const server = await chat({
    [SEND]: turn([...ASKED, ...second], "waiting"),
    "GET /api/v1/approvals/p1": { json: APPROVAL },
    "GET /api/v1/approvals/p2": { json: { ...APPROVAL, id: "p2", preview } },
    "POST /api/v1/approvals/p1": turn(
      [{ type: "tool-output-denied", toolCallId: "k1" }],
      "waiting",
    ),
  });
  const user = await say("delete the plants and the cat");
  await screen.findByText("Delete “Feed the cat”.");
  const [keep] = screen.getAllByRole("button", { name: "Keep" });
  if (keep) await user.click(keep);
  await screen.findByText("Kept as it was.");
  const left = within(screen.getByRole("region", { name: "Your decision is needed" }));
  expect(left.getByRole("button", { name: "Delete" })).toBeEnabled();
  expect(server.asked("POST /api/v1/approvals/p1")).toHaveLength(1);
});

it("says that a question has expired, and no longer asks it", async () => {
  await chat({
    [SEND]: turn(ASKED, "waiting"),
    "GET /api/v1/approvals/p1": { json: { ...APPROVAL, status: "expired" } },
  });
  await say("delete the plants");
  const question = await screen.findByRole("region", { name: "Your decision is needed" });
  expect(question).toHaveTextContent("This question has expired, and nothing was changed.");
  expect(within(question).queryByRole("button")).toBeNull();
});
