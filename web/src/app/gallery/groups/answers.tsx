"use client";

import { LONG, TASKS } from "../data";
import { aCall, aChat, answered, aReceipt, asked } from "../messages";
import type { State } from "../states";

import { MessageLog } from "@/components/chat/message-log";
import type { Chat } from "@/lib/use-chat";
import type { ChatMessage } from "@/types/chat";

const nothing = (): void => undefined;

/** What was said, as the chat shows it. */
const said = (name: string, messages: ChatMessage[], facts: Partial<Chat> = {}): State => ({
  name,
  Show: () => (
    <div className="bg-card flex max-w-96 flex-col">
      <MessageLog chat={aChat(messages, facts)} editing={null} onEdit={nothing} />
    </div>
  ),
});

const RUNNING = { status: "running", model: null } as const;
const ADDED = aReceipt({ title: "Buy milk", summary: "Added “Buy milk” for tomorrow." });
const MILK = { id: "gallery-milk", title: "Buy milk" };
const MARKDOWN = "**Three** are due:\n\n1. the invoice\n2. the dentist, `15:30`\n\n> all today";

export const states: readonly State[] = [
  said("thinking", [asked("What is due?"), answered([], RUNNING)], { busy: true }),
  said("streaming", [asked("What is due?"), answered(["Two tasks are", " due"], RUNNING)], {
    busy: true,
  }),
  said("a tool at work", [
    answered([aCall("list_tasks", { state: "input-available", input: { q: "milk" } })], RUNNING),
  ]),
  said("Markdown, and its cost", [
    answered([MARKDOWN], {
      usage: {
        input_tokens: 1200,
        output_tokens: 80,
        requests: 1,
        tool_calls: 1,
        cost_usd: 0.0021,
      },
    }),
  ]),
  said("long words", [asked(LONG), answered([LONG])]),
  said("receipt", [
    asked("Add buy milk tomorrow"),
    answered([aCall("add_task", { receipt: ADDED, output: MILK }), "Done."]),
  ]),
  said("receipt, taken back", [
    answered([aCall("add_task", { receipt: { ...ADDED, undone: true } })]),
  ]),
  said("receipt of several", [
    answered([
      aCall("change_tasks", {
        output: { items: TASKS.map(({ id, title }) => ({ id, title })) },
        receipt: aReceipt({ action: "update", count: 6, summary: "Changed 6 tasks." }),
      }),
    ]),
  ]),
  said("a tool that failed", [
    answered([aCall("add_task", { state: "output-error", error: "There is no such project." })]),
  ]),
  said("failed", [asked("And now?"), answered(["I was about"], { status: "failed" })]),
  said("stopped", [asked("And now?"), answered(["I was"], { status: "cancelled" })]),
  said("not sent", [asked("Are you there?", { status: "failed" })]),
  said("the offline assistant", [
    asked("help"),
    answered(["I can add, find and move tasks."], { model: "offline" }),
  ]),
  said("answered anew", [asked("A joke?"), answered(["First."]), answered(["Second."])]),
];
