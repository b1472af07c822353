import { spoken } from "@/lib/announcements";
import { emptyAnswer } from "@/lib/turn-reducer";
import type { ChatMessage, ToolPart } from "@/types/chat";

const TOOL: ToolPart = {
  type: "tool",
  tool_call_id: "k1",
  tool_name: "add_task",
  input: {},
  state: "output-available",
  output: {},
  error: null,
  approval_id: null,
  receipt: null,
};
const RECEIPT = {
  ...{ change_id: "c1", action: "create", title: "Milk", titles: ["Milk"], count: 1 },
  ...{ summary: "Added “Milk”.", undone: false },
};

const answer = (facts: Partial<ChatMessage>): ChatMessage => ({ ...emptyAnswer("a"), ...facts });
const words = (text: string) => ({ parts: [{ type: "text" as const, text }] });

it("never tells half a sentence of an answer that goes on", () => {
  expect(spoken(answer(words("It is **done**. Now I lo")), "en")).toEqual(["It is done."]);
  expect(spoken(answer(words("It is")), "en")).toEqual([]);
});

it("tells the rest when the answer has ended", () => {
  const ended = answer({ ...words("It is done. Now I look"), status: "complete" });
  expect(spoken(ended, "en")).toEqual(["It is done.", "Now I look"]);
});

it("tells what was done and what went wrong, in its order", () => {
  const parts: ChatMessage["parts"] = [
    { type: "text", text: "A moment" },
    { ...TOOL, receipt: RECEIPT },
    { ...TOOL, state: "output-error", error: "There is no such task." },
    TOOL,
  ];
  expect(spoken(answer({ parts }), "en")).toEqual([
    "A moment",
    "Added “Milk”.",
    "There is no such task.",
  ]);
});
